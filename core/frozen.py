"""Append-only tables, held by the database itself on both engines.

A model that says `frozen = True` refuses UPDATE and DELETE (and TRUNCATE on PostgreSQL), even by SQL. The triggers
are put in place after every `migrate`, because SQLite drops them whenever a migration rebuilds a table.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connections
from django.db.models import Model

_FUNCTION = """
CREATE OR REPLACE FUNCTION handover_frozen() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'frozen: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$ LANGUAGE plpgsql
"""


def frozen_models() -> list[type[Model]]:
    """Every model that only grows."""
    return [model for model in apps.get_models() if getattr(model, "frozen", False)]


def install(using: str = "default", **signal: object) -> None:
    """Put the triggers on every frozen table that exists. Connected to post_migrate; safe to run again."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in frozen_models() if model._meta.db_table in present]
    statements = _postgres(tables) if connection.vendor == "postgresql" else _sqlite(tables)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _postgres(tables: Iterable[str]) -> Iterator[str]:
    yield _FUNCTION
    for table in tables:
        for event, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            yield (
                f"CREATE OR REPLACE TRIGGER frozen_{event.lower()} BEFORE {event} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION handover_frozen()"
            )


def _sqlite(tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_frozen_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'frozen: {table} only grows'); END"
            )
