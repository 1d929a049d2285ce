"""Two workers at one long order file, and one that dies in the middle of it, with real connections on PostgreSQL."""

import threading
import time

import pytest
from django.db import Error, connection, connections, transaction

from core.errors import Conflict
from orders.intake.models import ImportDraft
from orders.intake.services import drafts
from orders.intake.services.draft_work import draft_advance
from orders.register.models import Client
from tests.orders.books import book, row
from tests.races import together

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("committed")]
WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def draft(world, day, monkeypatch):
    """A file of three rows, which is a long one here; it waits for a worker."""
    monkeypatch.setattr(drafts, "SHORT_ROWS", 2)
    return drafts.draft_upload(
        content=book(*[row(订单号=f"A{n}") for n in range(3)]),
        filename="orders.xlsx",
        business_date=day,
        client=world.client,
        platform=world.platform,
        actor=world.intake,
    )


def worker_begun(draft, results):
    """A worker in its own thread, once it waits for the client's row, which the caller holds: (thread, its backend)."""

    def work():
        try:
            results.append(draft_advance(draft_id=draft.pk))
        except Error as error:
            results.append(type(error).__name__)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # what a transaction saw once it sees again
            cursor.execute(WAITING)
            if found := cursor.fetchone():
                return thread, found[0]
        time.sleep(0.05)
    raise AssertionError(f"the worker ended: {results}")


def now(draft):
    return ImportDraft.objects.get(pk=draft.pk)


def test_while_one_works_nobody_else_does_and_its_progress_is_seen(draft, world):
    results = []
    with transaction.atomic():
        Client.objects.select_for_update(no_key=True).get(pk=world.client.pk)
        thread, _backend = worker_begun(draft, results)
        assert [draft_advance(draft_id=draft.pk) for _ in range(3)] == [False] * 3
        assert now(draft).state == "checking" and 0 < now(draft).progress < 100
        with pytest.raises(Conflict):
            drafts.draft_drop(draft=draft, actor=world.intake)
    thread.join(20)
    assert results == [True] and (now(draft).state, now(draft).progress) == ("checked", 100)


def test_a_worker_that_dies_sets_the_file_free_at_once(draft, world):
    """Its connection is cut as kill -9 cuts it; the next nudge checks the file, without waiting."""
    results = []
    with transaction.atomic():
        Client.objects.select_for_update(no_key=True).get(pk=world.client.pk)
        thread, backend = worker_begun(draft, results)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        thread.join(20)
    assert results in (["OperationalError"], ["InterfaceError"])
    assert now(draft).state == "checking"
    assert drafts.drafts_nudge() == 1
    assert (now(draft).state, now(draft).counts["created"]) == ("checked", 3)


def test_of_two_at_the_same_moment_one_works(draft):
    work = lambda: draft_advance(draft_id=draft.pk)  # noqa: E731
    assert sorted(together(work, work)) == [False, True]
    assert now(draft).state == "checked"
