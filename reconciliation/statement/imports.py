"""The client's statement workbook, DOC-16: its columns and what each cell must be."""

import datetime as dt

from django.utils.translation import gettext as _

from core import money
from core.errors import Invalid
from core.workbooks import columns_map, read_table
from core.workbooks.batches import Row
from reconciliation.statement.matching import Theirs

COLUMNS = {
    "order_no": ("订单号",),
    "delivered_on": ("派送日期",),
    "amount": ("代收金额",),
    "state": ("收款状态",),
}
LONGEST_NUMBER = 40
REQUIRED = ("order_no", "delivered_on", "amount")


def statement_read(content: bytes, filename: str) -> list[tuple[Theirs, dt.date]]:
    """[(Theirs, delivered_on)] of every row; Invalid that names every wrong cell, and nothing is taken."""
    table = read_table(content, filename=filename)
    places = columns_map(table, COLUMNS, REQUIRED)
    rows, problems = [], []
    for row in table.rows:
        try:
            rows.append(_row(row, places))
        except ValueError as error:
            problems.append(_("row %(row)s: %(problem)s") % {"row": row.number, "problem": error})
    if problems:
        text = _("%(file)s was not taken. %(problems)s")
        raise Invalid("statement_rows", text, file=filename, problems="; ".join(problems[:20]))
    if not rows:
        raise Invalid("statement_empty", _("%(file)s has no rows."), file=filename)
    return rows


def _row(row: Row, places: dict[str, int]) -> tuple[Theirs, dt.date]:
    order_no = row.cells[places["order_no"]].strip()
    if not order_no:
        raise ValueError(_("the order number is missing"))
    if len(order_no) > LONGEST_NUMBER:
        raise ValueError(_("the order number is longer than %(limit)s signs") % {"limit": LONGEST_NUMBER})
    amount = money.fen(row.cells[places["amount"]])
    return Theirs(order_no=order_no, amount_fen=amount, row_no=row.number), _date(row.cells[places["delivered_on"]])


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip()[:10].replace("/", "-"))
    except ValueError as error:
        raise ValueError(_("“%(value)s” is not a date such as 2026-11-02") % {"value": text}) from error
