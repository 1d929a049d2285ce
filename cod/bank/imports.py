"""Reading the bank's arrival file (DOC-15), strictly: one wrong cell and nothing is taken."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.money import BadAmount, fen
from core.types import JsonObject, Text
from core.workbooks import WorkbookProblem, columns_map, read_table
from core.workbooks.cells import column_letters

TITLES = {
    "booked_on": ("入账日期",),
    "traded_on": ("交易日期",),
    "terminal_no": ("终端号",),
    "reference": ("参考号",),
    "amount_fen": ("金额",),
    "fee_fen": ("手续费",),
}
_TEXT = re.compile(r"[0-9A-Za-z-]{1,40}")
_DATE = re.compile(r"([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})(?: 00:00)?")
_SHOWN = 5

PROBLEMS = {
    "date": _("a date such as 2026-11-03 is expected"),
    "code": _("letters and digits are expected"),
    "zero": _("an amount above zero is expected"),
    "fee": _("the fee is larger than the amount"),
    "repeated": _("this terminal and reference occur twice in the file"),
    "future": _("the date is later than the business date"),
}


@dataclass(frozen=True)
class BankRow:
    """One settled transaction as the bank wrote it, in whole fen."""

    row: int
    booked_on: dt.date
    traded_on: dt.date
    terminal_no: str
    reference: str
    amount_fen: int
    fee_fen: int


class BankFileProblem(Invalid):
    """The rows that cannot be taken; `problems` has them all: {row, column, value, message}."""

    def __init__(self, filename: str, problems: list[JsonObject]) -> None:
        shown = "; ".join(f"{p['column']}{p['row']} “{p['value']}”: {p['message']}" for p in problems[:_SHOWN])
        text = _("%(file)s: %(count)s cells are wrong, nothing was imported. %(shown)s")
        super().__init__("bank_rows", text, file=filename, count=len(problems), shown=shown)
        self.problems = problems


def bank_rows(content: bytes, filename: str, business_date: dt.date) -> list[BankRow]:
    """The rows of the bank's file. Raises WorkbookProblem or BankFileProblem, naming file, row and column."""
    table = read_table(content, filename=filename)
    places = columns_map(table, TITLES, required=list(TITLES))
    if not table.rows:
        raise WorkbookProblem("empty", file=filename, worksheet=table.worksheet)
    rows, problems, seen = [], [], set()
    for row in table.rows:
        cells = {name: row.cells[place].strip() for name, place in places.items()}
        values, wrong = _values(cells, business_date)
        if (values.get("terminal_no"), values.get("reference")) in seen and not wrong:
            wrong["reference"] = PROBLEMS["repeated"]
        seen.add((values.get("terminal_no"), values.get("reference")))
        problems += [
            {"row": row.number, "column": column_letters(places[name]), "value": cells[name][:40], "message": str(text)}
            for name, text in wrong.items()
        ]
        if not wrong:
            rows.append(BankRow(row=row.number, **values))
    if problems:
        raise BankFileProblem(filename, problems)
    return rows


def _values(cells: dict[str, str], business_date: dt.date) -> tuple[dict[str, Any], dict[str, Text]]:
    values: dict[str, Any] = {}
    wrong: dict[str, Text] = {}
    for name, text in cells.items():
        try:
            values[name] = _value(name, text, business_date)
        except BadAmount as error:
            wrong[name] = error.message
        except ValueError as error:
            wrong[name] = PROBLEMS[str(error)]
    if not wrong and values["fee_fen"] > values["amount_fen"]:
        wrong["fee_fen"] = PROBLEMS["fee"]
    return values, wrong


def _value(name: str, text: str, business_date: dt.date) -> dt.date | int | str:
    if name in ("booked_on", "traded_on"):
        return _date(text, business_date)
    if name in ("terminal_no", "reference"):
        if not _TEXT.fullmatch(text):
            raise ValueError("code")
        return text
    if name == "fee_fen" and not text:
        return 0
    amount = fen(text)
    if name == "amount_fen" and amount == 0:
        raise ValueError("zero")
    return amount


def _date(text: str, business_date: dt.date) -> dt.date:
    match = _DATE.fullmatch(text)
    try:
        date = dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        date = None
    if date is None:
        raise ValueError("date")
    if date > business_date:
        raise ValueError("future")
    return date
