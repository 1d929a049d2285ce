"""Numbers that people look for: an order's, a paper's, by how it begins or ends, whatever the case, among millions.

A model says `looked_up_by = ("order_no",)`, by the names of the columns. On PostgreSQL each gets an index of its
beginnings and one of its ends, put in place after every `migrate`; what they serve are `istartswith`, `iexact` and the
lookup `ends` below. An index of every part of a number would help little: nearly all numbers share most of their parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Model
from django.db.models.lookups import IEndsWith, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Ends(Lookup):
    """`order_no__ends="0042"`: as `iendswith`, by the index of ends."""

    lookup_name = "ends"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return IEndsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.lhs)
        wanted = connection.ops.prep_for_like_query(str(self.rhs).upper()[::-1])
        return f"REVERSE(UPPER({column}::text)) LIKE %s", [*params, f"{wanted}%"]


CharField.register_lookup(Ends)


def install(using: str = "default", **signal: object) -> None:
    """Put the indexes on every column of numbers that exists. Connected to post_migrate; safe to run again."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in _models():
            if model._meta.db_table in present:
                for sql in _indexes(model):
                    cursor.execute(sql)


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if getattr(model, "looked_up_by", ())]


def _indexes(model: type[Model]) -> Iterator[str]:
    table = model._meta.db_table
    for column in getattr(model, "looked_up_by", ()):
        for end, value in (("begins", f"UPPER({column}::text)"), ("ends", f"REVERSE(UPPER({column}::text))")):
            yield f"CREATE INDEX IF NOT EXISTS {table}_{column}_{end} ON {table} (({value}) text_pattern_ops)"
