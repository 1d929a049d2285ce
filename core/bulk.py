"""Many rows into one table: COPY on PostgreSQL, `bulk_create` elsewhere.

Rows go in as tuples of plain values, not as objects, because making an object per row costs more than writing it.
Constraints, triggers and the caller's transaction hold as for any INSERT.
"""

import csv
import io
import json
from itertools import islice

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

FEW = 100  # below this many rows a COPY is not worth its round trip
CHUNK = 5000
BATCH = 500
_END_OF_DATA = "\n\\."  # older servers take a cell with such a line for the end of the data


def rows_add(model, names, rows):
    """Insert `rows` (tuples in the order of `names`, which are attribute names such as "order_id") and return how many.

    What is not named takes the field's default. `rows` may be any iterable; at most CHUNK are held. A text column that
    allows null keeps "" as null on PostgreSQL: give None or text.
    """
    count, rows = 0, iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        count += len(chunk)
        if connection.vendor == "postgresql" and len(chunk) >= FEW:
            _copy(model, names, chunk)
        else:
            _create(model, names, chunk)
    return count


def ids_take(model, count):
    """`count` fresh primary keys, ascending, inside a transaction. Insert them before asking for more.

    Those that end up unused are lost, as a sequence's are.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [number for (number,) in cursor.fetchall()]
        # One writer at a time: between this and the INSERT nobody else takes a number.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        return list(range(first, first + count))


def _create(model, names, chunk):
    objects = [model(**dict(zip(names, row, strict=True))) for row in chunk]
    model.objects.bulk_create(objects, batch_size=BATCH)


def _copy(model, names, chunk):
    fields, rest = _columns(model, names)
    text = _text(fields, rest, chunk)
    if _END_OF_DATA in text:
        _create(model, names, chunk)
        return
    quote = connection.ops.quote_name
    written = [*fields, *(field for field, _ in rest)]
    columns = ", ".join(quote(field.column) for field in written)
    filled = ", ".join(quote(field.column) for field in written if _is_text(field) and not field.null)
    options = f"FORMAT csv, FORCE_NOT_NULL ({filled})" if filled else "FORMAT csv"
    sql = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN ({options})"
    with connection.cursor() as cursor:
        cursor.copy_expert(sql, io.StringIO(text), 2**16)


def _columns(model, names):
    """(fields of the names, [(field, default)] of those that were not named)."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    rest = [
        (field, _spelt(field, field.get_default()))
        for name, field in by_name.items()
        if name not in names and not field.primary_key and field.get_default() is not None
    ]
    return [by_name[name] for name in names], rest


def _is_text(field):
    return isinstance(field, models.CharField | models.TextField)


def _text(fields, rest, chunk):
    target = io.StringIO()  # both signs end a line, so that csv quotes a cell with either of them
    writer = csv.writer(target, lineterminator="\r\n")
    documents = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    tail = [value for _, value in rest]
    if not documents and not tail:
        writer.writerows(chunk)
        return target.getvalue()
    for row in chunk:
        cells = [*row, *tail]
        for place in documents:
            if cells[place] is not None:
                cells[place] = _document(cells[place])
        writer.writerow(cells)
    return target.getvalue()


def _spelt(field, value):
    return _document(value) if isinstance(field, models.JSONField) else value


def _document(value):
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if value else json.dumps(value)
