"""Writing the tables that people download.

Text is always written as a string, so a value that begins with "=" stays text and a waybill number or phone keeps all
its digits. The same rows give the same bytes: the creation date is fixed and the parts carry no clock.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO, Literal
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core import money
from core.workbooks.cells import EXACT, LONGEST

LAST_ROW = 1_048_575
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_PEOPLE = ZoneInfo("Asia/Shanghai")
_FORMATS = {"text": "@", "money": "0.00", "int": "0", "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm"}
Kind = Literal["text", "money", "int", "date", "datetime"]


@dataclass(frozen=True)
class Column:
    """``kind`` says what the values are: str, int fen ("money"), int, date, or aware datetime; None leaves a gap."""

    title: str
    kind: Kind = "text"
    width: float = 14


@dataclass(frozen=True)
class WorksheetData:
    """One worksheet: a bold frozen row of titles with filters, the rows, and perhaps a bold row of totals.

    ``rows`` is read once and never held, so it may be a generator over a cursor. In ``totals`` a text is written as
    text whatever the column's kind, for the label.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    totals: Sequence[object] | None = None


class _Exact(float):
    """A number that is printed with all its digits, where the library would round to sixteen."""

    def __format__(self, _spec: str) -> str:
        return repr(float(self))


def write_table(target: str | os.PathLike[str] | IO[bytes], *, worksheets: Sequence[WorksheetData]) -> int:
    """Write an .xlsx to a path or a binary buffer; returns the number of rows written, titles and totals apart.

    Money is written in yuan with two decimals: exact, see ``core.money.number``. Raises ``ValueError`` that names the
    worksheet, row and column of a value that a workbook cannot hold; then no file is left at the path.
    """
    name = os.fspath(target) if isinstance(target, str | os.PathLike) else target
    book = xlsxwriter.Workbook(name, {"constant_memory": True})
    book.set_properties({"created": _CREATED})
    written = False
    try:
        count = sum(_worksheet_write(book, worksheet) for worksheet in worksheets)
        written = True
    finally:
        book.close()  # also removes the library's temporary files
        if not written and isinstance(name, str):
            os.unlink(name)
    return count


def _worksheet_write(book: xlsxwriter.Workbook, data: WorksheetData) -> int:
    page = book.add_worksheet(data.title)
    plain = [book.add_format({"num_format": _FORMATS[column.kind]}) for column in data.columns]
    bold = [book.add_format({"num_format": _FORMATS[column.kind], "bold": True}) for column in data.columns]
    for place, column in enumerate(data.columns):
        page.set_column(place, place, column.width, plain[place])
    titles = [Column(column.title) for column in data.columns]
    _row_write(page, 0, titles, bold, [column.title for column in data.columns])
    last = 0
    for last, row in enumerate(data.rows, 1):
        _row_write(page, last, data.columns, plain, row)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(data.columns) - 1)
    if data.totals is not None:
        _row_write(page, last + 1, _labelled(data), bold, data.totals)
    return last


def _labelled(data: WorksheetData) -> list[Column]:
    return [
        Column(column.title) if isinstance(value, str) else column
        for column, value in zip(data.columns, data.totals or (), strict=True)
    ]


def _row_write(
    page: Worksheet, number: int, columns: Sequence[Column], formats: list[Format], row: Sequence[object]
) -> None:
    if number > LAST_ROW:
        raise ValueError(f"{page.name}: a sheet holds {LAST_ROW + 1} rows")
    for place, (column, style, value) in enumerate(zip(columns, formats, row, strict=True)):
        if value is None or value == "":
            continue
        try:
            _cell_write(page, number, place, column.kind, style, value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{page.name}, row {number + 1}, {column.title}: {error}") from error


def _cell_write(page: Worksheet, number: int, place: int, kind: Kind, style: object, value: object) -> None:
    if kind == "text":
        page.write_string(number, place, _text(value), style)
    elif kind == "money":
        page.write_number(number, place, _Exact(money.number(_fen(value))), style)
    elif kind == "int":
        page.write_number(number, place, _whole(value), style)
    elif kind == "datetime":
        page.write_datetime(number, place, _wall_clock(value), style)
    else:
        page.write_datetime(number, place, _day(value), style)


def _text(value: object) -> str:
    text = str(value)
    if len(text) > LONGEST:
        raise ValueError(f"a cell holds {LONGEST} characters")
    return text


def _fen(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"not a whole number of fen: {value!r}")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= EXACT:
        raise ValueError(f"not a whole number of at most fifteen digits: {value!r}")
    return value


def _wall_clock(value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"not an aware moment: {value!r}")
    return value.astimezone(_PEOPLE).replace(tzinfo=None)


def _day(value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError(f"not a date: {value!r}")
    return value
