"""What every test may need: the day on a fixed simulated clock, and a small world on it."""

import datetime as dt
from unittest import mock

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core import clock
from tests.kept import Kept
from tests.world import World

pytest_plugins = ["tests.machine", "tests.contract"]

# A loaded machine draws slowly; that says nothing about the code.
hypothesis_settings.register_profile("handover", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("handover")


@pytest.fixture(autouse=True)
def _own_language():
    """A request activates its user's language for the whole thread; a test must not leave it to the next one."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def english():
    """What is said to people is read in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def day(db, settings):
    """The business date, with the simulated clock standing at 09:00 of it until the test moves it."""
    settings.SIMULATION = True
    date = dt.date(2026, 11, 17)
    clock.move_to(clock.at(date, "09:00"))
    with clock.pinned():
        yield date


@pytest.fixture
def world(day):
    """The named cast, one hub and one client: see `tests/world.py`."""
    return kept_world(day)


kept_world = Kept(lambda day: World.build())


@pytest.fixture(scope="module")
def _frozen_after(django_db_setup, django_db_blocker):
    yield
    with django_db_blocker.unblock():
        _triggers("origin")


@pytest.fixture
def committed(_frozen_after, transactional_db):
    """For tests with several connections: rows are really committed, and frozen tables may be emptied afterwards.

    Such a test needs PostgreSQL and a module of its own, since the triggers are back only after the module.
    """
    _triggers("origin")
    yield
    _triggers("replica")


def _triggers(role):
    """ "replica" lets the flush after the test empty what the database keeps frozen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET session_replication_role = {role}")


def _flushed(case):
    """Flush after a test with real commits, although frozen tables refuse it; post_migrate puts triggers back."""
    if connection.vendor == "postgresql":
        _triggers("replica")
        with mock.patch.object(connection.ops, "sql_flush", _deletes):
            _teardown(case)
        _triggers("origin")
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        _teardown(case)


def _deletes(style, tables, **_options):
    """TRUNCATE makes the files of a hundred tables anew and waits for the disk, up to six seconds; few hold rows."""
    return [f'DELETE FROM "{table}"' for table in tables]


_teardown = TransactionTestCase._fixture_teardown
TransactionTestCase._fixture_teardown = _flushed
