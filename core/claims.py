"""Long work that says how far it is: held by a lock that ends with whoever holds it, while it commits (decision 6).

A timed job is held by the lock on its row, in the transaction of the work. Work that shows its progress commits on the
way, which would let the row go: its lock belongs to the worker's connection, or on SQLite to an open file.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import Error, connection


@contextmanager
def claimed(kind: str, pk: int) -> Iterator[bool]:
    """Hold a piece of work for the block; False at once when somebody else holds it. Free when block or worker ends.

    SQLite has one writer, so there it is one lock for all work of the kind. Who holds it still writes under a fence,
    such as the number of the attempt: a connection may break unseen.
    """
    hold = _by_connection if connection.vendor == "postgresql" else _by_file
    with hold(kind, pk) as mine:
        yield mine


@contextmanager
def _by_connection(kind: str, pk: int) -> Iterator[bool]:
    if not _asked("pg_try_advisory_lock", f"{kind}:{pk}"):
        yield False
        return
    try:
        yield True
    finally:
        with suppress(Error):  # a connection that broke has let go by itself
            _asked("pg_advisory_unlock", f"{kind}:{pk}")


@contextmanager
def _by_file(kind: str, pk: int) -> Iterator[bool]:
    with (settings.DATA_DIR / f"{kind}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _asked(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
