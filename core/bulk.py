"""Many rows into one table: COPY on PostgreSQL, `bulk_create` elsewhere. And many rows out, by a list of values.

Rows go in as tuples of plain values, not as objects, because making an object per row costs more than writing it.
Constraints, triggers and the caller's transaction hold as for any INSERT.
"""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from core.codes import CodeField

if TYPE_CHECKING:
    Field: TypeAlias = models.Field[Any, Any]
RowValues: TypeAlias = Sequence[Any]

FEW = 100  # below this many rows a COPY is not worth its round trip
CHUNK = 5000
BATCH = 500
_END_OF_DATA = "\n\\."  # older servers take a cell with such a line for the end of the data


def rows_add(model: type[models.Model], names: Sequence[str], rows: Iterable[RowValues]) -> int:
    """Insert `rows` (tuples in the order of `names`, which are attribute names such as "order_id") and return how many.

    What is not named takes the field's default. `rows` may be any iterable; at most CHUNK are held. A text column that
    allows null keeps "" as null on PostgreSQL: give None or text.
    """
    count, left = 0, iter(rows)
    while chunk := list(islice(left, CHUNK)):
        count += len(chunk)
        if connection.vendor == "postgresql" and len(chunk) >= FEW:
            _copy(model, names, chunk)
        else:
            _create(model, names, chunk)
    return count


def ids_take(model: type[models.Model], count: int) -> list[int]:
    """`count` fresh primary keys, ascending, inside a transaction. Insert them before asking for more.

    Those that end up unused are lost, as a sequence's are.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])  # once, not for each row
            cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [cursor.fetchone()[0], count])
            return [number for (number,) in cursor.fetchall()]
        # One writer at a time: between this and the INSERT nobody else takes a number.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        return list(range(first, first + count))


class Among(models.Lookup):
    """`field__among={...}` is `field__in={...}` as one parameter: thousands of values are not looked at one by one.

    Give a set: Django goes through lists and tuples.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(list(self.rhs))]


models.Field.register_lookup(Among)
models.ForeignKey.register_lookup(Among)  # takes no lookups from Field


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cycles meanwhile: among many rows that hold none it costs as much as the work itself."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def constraints_check() -> None:
    """Check now what would be checked when the transaction ends, so that the list of it does not grow with the rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _create(model: type[models.Model], names: Sequence[str], chunk: list[RowValues]) -> None:
    objects = [model(**dict(zip(names, row, strict=True))) for row in chunk]
    model._default_manager.bulk_create(objects, batch_size=BATCH)


def _copy(model: type[models.Model], names: Sequence[str], chunk: list[RowValues]) -> None:
    fields, rest = _columns(model, names)
    _codes_check(fields, chunk)
    text = _text(fields, rest, chunk)
    if _END_OF_DATA in text:
        _create(model, names, chunk)
        return
    quote = connection.ops.quote_name
    written = [*fields, *(field for field, _ in rest)]
    columns = ", ".join(quote(str(field.column)) for field in written)
    filled = ", ".join(quote(str(field.column)) for field in written if _is_text(field) and not field.null)
    options = f"FORMAT csv, FORCE_NOT_NULL ({filled})" if filled else "FORMAT csv"
    sql = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN ({options})"
    with connection.cursor() as cursor:
        cursor.copy_expert(sql, io.StringIO(text), 2**16)


def _codes_check(fields: list[Field], chunk: list[RowValues]) -> None:
    """An unknown code is refused here as by every other way of writing; each distinct one is asked for once."""
    for place, field in enumerate(fields):
        if isinstance(field, CodeField):
            for code in {row[place] for row in chunk}:
                field.get_db_prep_save(code, connection)


def _columns(model: type[models.Model], names: Sequence[str]) -> tuple[list[Field], list[tuple[Field, Any]]]:
    """(fields of the names, [(field, default)] of those that were not named)."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    rest = [
        (field, _spelt(field, field.get_default()))
        for name, field in by_name.items()
        if name not in names and not field.primary_key and field.get_default() is not None
    ]
    return [by_name[name] for name in names], rest


def _is_text(field: Field) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _text(fields: list[Field], rest: list[tuple[Field, Any]], chunk: list[RowValues]) -> str:
    target = io.StringIO()  # both signs end a line, so that csv quotes a cell with either of them
    columns: list[Iterable[Any]] = list(zip(*chunk, strict=True))
    for place, field in enumerate(fields):
        if isinstance(field, models.JSONField):
            columns[place] = _each_once(_json, columns[place])
        elif isinstance(field, models.DateField):
            columns[place] = _each_once(str, columns[place])
    columns += [repeat(value, len(chunk)) for _, value in rest]
    csv.writer(target, lineterminator="\r\n").writerows(zip(*columns, strict=True))
    return target.getvalue()


def _each_once(spell: Callable[[Any], str], values: Iterable[Any]) -> list[str | None]:
    """Each as text; one object that stands in many rows is spelt once."""
    once = {id(value): value for value in values}
    texts = {key: value if value is None else spell(value) for key, value in once.items()}
    return [texts[id(value)] for value in values]


def _spelt(field: Field, value: Any) -> Any:
    return _json(value) if isinstance(field, models.JSONField) else value


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if value else json.dumps(value)
