"""Getting an instance ready before its processes start: database, catalogues, static files."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connections

STAMP = ".collected"


def prepare(say: Callable[[str], None]) -> None:
    """Idempotent and quick when nothing changed. Each step says what it does."""
    compile_messages()
    collect_static(say)
    say("Preparing the database ...")
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()


def compile_messages() -> None:
    if "messages" in get_commands():
        call_command("messages", compile=True, verbosity=0)


def collect_static(say: Callable[[str], None]) -> bool:
    """Collect when any source file changed since the last time; True when it did."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with _locked(root.parent / f".{root.name}.lock"):
        stamp, wanted = root / STAMP, fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            return False
        say("Collecting static files ...")
        call_command("collectstatic", interactive=False, verbosity=0, clear=False)
        stamp.write_text(wanted)
    return True


def fingerprint() -> str:
    """A hash over the path, size and time of every static source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
