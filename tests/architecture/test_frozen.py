"""What only grows is held by the database itself, on the engine at hand, with rows that are really there."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.frozen import frozen_models
from core.models import AuditRow
from orders.register.models import CustodyMovement
from sheets.models import Signature

pytestmark = pytest.mark.django_db
# Issue 2 names these; the rest follows from the models.
NAMED = {"AuditRow", "CustodyMovement", "Signature", "Posting", "Entry"}


def triggers(table):
    """Names of the triggers on a table."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return {name for (name,) in cursor.fetchall()}


def refuses(sql):
    """Whether the database refuses a statement, for the reason that the row is frozen."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else it refuses for checks that are still to come
            cursor.execute(sql)
    except DatabaseError as error:
        return "frozen" in str(error)
    return False


def test_the_truths_are_frozen():
    assert {model.__name__ for model in frozen_models()} >= NAMED


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.__name__)
def test_every_frozen_table_has_its_triggers(model):
    found = triggers(model._meta.db_table)
    events = ["update", "delete", "truncate"] if connection.vendor == "postgresql" else ["update", "delete"]
    assert all(any(f"frozen_{event}" in name for name in found) for event in events), found


@pytest.mark.parametrize("model", frozen_models(), ids=lambda model: model.__name__)
def test_rows_that_are_there_stay_as_they_are(busy_day, model):
    """UPDATE and DELETE by SQL, past every service, on the rows of a busy day."""
    table, pk = model._meta.db_table, model._meta.pk.column
    if model in (AuditRow, CustodyMovement, Signature):
        assert model.objects.exists()
    if model.objects.exists():
        assert refuses(f"UPDATE {table} SET {pk} = {pk}")
        assert refuses(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        assert refuses(f"TRUNCATE {table} CASCADE")


def test_an_ordinary_table_is_not_refused(busy_day):
    """The proof's own proof: what may change changes."""
    assert not refuses("UPDATE core_counter SET value = value")
