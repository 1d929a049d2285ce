"""Years of operating days in a database: one day that was really played, copied into each of the days after it.

A copy moves every row's ids, and the texts that name them, by SPAN, its moments by whole days, and its numbers with the
day they are written with, so that its rows hang together as the played ones do. PostgreSQL only. Triggers and foreign
keys do not look at copies, which are true where the original is.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

FIRST, SPAN = 1_001, 100_000  # what all days share has ids below FIRST
AT_ONCE = 20
AFTER = 12  # days after the played one whose dates its numbers may bear: its week is paid on the tenth
# What is pruned in time, is one row for all days, or belongs to the set-up.
PASSING = {"core_idempotencykey", "core_outboxmessage", "core_counter", "core_heartbeat", "core_simulatedclock"}
PASSING |= {"core_workday", "cod_terminalnonce", "django_session", "axes_accesslog"}
# What the played day leaves on the desks although it is over, and how that ends in time.
ENDED = (
    "UPDATE orders_goodsitem SET area = '', holder_id = (SELECT min(holder_id) FROM orders_client)"
    f" WHERE id >= {FIRST}",
    f"UPDATE core_notification SET read_at = sent_at WHERE id >= {FIRST}",
)
SHARED = {"ledger_account": "key"}  # a driver's cash is one account for all days: its key names neither row nor day
UNIQUE = {"barcode", "reference", "key", "number"}  # where such a text names neither, the copy's number makes it unique
PHONES = {"phone": 9, "phone_tail": 4}  # everybody has his own: so many last digits change
REFERENCE = re.compile(r"(?<=[a-z_]:)\d{4,6}(?![\d-])")
Value: TypeAlias = "int | dt.date | _Written | None"  # an id, a day, a day or phone as written; None: the copy's number


@dataclass(frozen=True)
class _Written:
    """A day as a number writes it (`form`, of strftime), or the last digits of a telephone (`form` empty)."""

    text: str
    form: str = ""

    def of_copy(self, number: int) -> str:
        if self.form:
            day = dt.datetime.strptime(self.text, self.form).replace(tzinfo=dt.UTC)
            return (day + dt.timedelta(days=number)).strftime(self.form)
        size = len(self.text)
        return str((int(self.text) + number * 7_654_321) % 10**size).zfill(size)


@dataclass
class _Template:
    """A day's rows of one table as COPY reads them, with `%s` for what differs from day to day."""

    model: type[models.Model]
    columns: list[str]
    lines: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def of_copy(self, number: int) -> str:
        """The rows of the day that many days after the played one."""
        shift, known = number * SPAN, dict[Value, object]()
        filled: list[object] = []
        for value in self.values:
            if isinstance(value, int):
                filled.append(value + shift)
                continue
            if value not in known:
                known[value] = _other(value, number)
            filled.append(known[value])
        return "".join(self.lines) % tuple(filled)


def _other(value: "dt.date | _Written | None", number: int) -> object:
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=number)
    return value.of_copy(number) if value else number


def facts_begin() -> None:
    """Let every table's ids start at FIRST: what is written from now on belongs to the day that will be copied."""
    _sequences_set(FIRST)


def copies_make(played: dt.date, days: int) -> dict[str, int]:
    """Copy everything since `facts_begin`, the day `played`, into each of the `days` days after it. {table: rows}."""
    written = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in ENDED:
            cursor.execute(statement)
        for template in list(_templates(cursor, played)):
            _insert(cursor, template, days)
            written[template.model._meta.db_table] = len(template.lines) * days
    _sequences_set(FIRST + SPAN * (days + 1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return written


def _templates(cursor: CursorWrapper, played: dt.date) -> Iterator[_Template]:
    """One for each table in which the day left rows."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in PASSING and isinstance(model._meta.pk, models.AutoField):
            template = _template(cursor, model, _days_written(played))
            if template.lines:
                yield template


def _days_written(played: dt.date) -> re.Pattern[str]:
    """A day from the played one on, as numbers write it: 2026-11-02 or 261102."""
    days = [played + dt.timedelta(days=number) for number in range(AFTER)]
    return re.compile("|".join(f"{day:%Y-%m-%d}|{day:%y%m%d}" for day in days))


def _template(cursor: CursorWrapper, model: type[models.Model], days: re.Pattern[str]) -> _Template:
    fields = [each for each in model._meta.concrete_fields if each.column]
    template = _Template(model, [str(each.column) for each in fields])
    for line in _rows(cursor, model, template.columns):
        cells, values = [], list[Value]()
        for each, cell in zip(fields, line.split("\t"), strict=True):
            text, found = _cell(each, cell, days)
            cells.append(text)
            values += found
            if not found and SHARED.get(model._meta.db_table) == each.column:
                break
        else:
            template.lines.append("\t".join(cells) + "\n")
            template.values += values
    return template


def _rows(cursor: CursorWrapper, model: type[models.Model], columns: list[str]) -> list[str]:
    """The day's rows as COPY writes them: cells between tabs, whatever is in them escaped."""
    target, names = io.StringIO(), ", ".join(f'"{column}"' for column in columns)
    cursor.copy_expert(
        f'COPY (SELECT {names} FROM "{model._meta.db_table}" WHERE id >= {FIRST} ORDER BY id) TO STDOUT', target
    )
    return target.getvalue().splitlines()


def _cell(column: "models.Field[object, object]", cell: str, days: re.Pattern[str]) -> tuple[str, list[Value]]:
    """The cell with `%s` for what differs, and what that is on the played day."""
    if cell in ("", r"\N"):
        return cell, []
    if isinstance(column, models.DateField):
        return f"%s{cell[10:]}", [dt.date.fromisoformat(cell[:10])]
    if _is_id(column):
        return ("%s", [int(cell)]) if int(cell) >= FIRST else (cell, [])
    if isinstance(column, models.CharField):
        return _text(str(column.column), cell, days)
    return cell.replace("%", "%%"), []


def _text(column: str, cell: str, days: re.Pattern[str]) -> tuple[str, list[Value]]:
    if column in PHONES and (digits := cell[-PHONES[column] :]).isdigit():
        return f"{cell[: -PHONES[column]]}%s", [_Written(digits)]
    if found := REFERENCE.search(cell):
        return _split(cell, found, int(found[0]))
    if found := days.search(cell):
        return _split(cell, found, _Written(found[0], "%Y-%m-%d" if "-" in found[0] else "%y%m%d"))
    cell = cell.replace("%", "%%")
    return (f"{cell}-%s", [None]) if column in UNIQUE else (cell, [])


def _split(cell: str, found: re.Match[str], value: Value) -> tuple[str, list[Value]]:
    before, after = (part.replace("%", "%%") for part in (cell[: found.start()], cell[found.end() :]))
    return f"{before}%s{after}", [value]


def _insert(cursor: CursorWrapper, template: _Template, days: int) -> None:
    names = ", ".join(f'"{column}"' for column in template.columns)
    for first in range(1, days + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, days + 1))
        rows = io.StringIO("".join(map(template.of_copy, numbers)))
        cursor.copy_expert(f'COPY "{template.model._meta.db_table}" ({names}) FROM STDIN', rows, 2**20)


def _sequences_set(value: int) -> None:
    """Let every table's next id be this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT setval('\"{name}\"', {value}, false)")


def _is_id(column: "models.Field[object, object]") -> bool:
    named = isinstance(column, models.IntegerField) and column.name.endswith("_id")
    return named or isinstance(column, models.AutoField | models.ForeignKey)
