"""Reads the order file into lines and orders, and finds what is wrong in it. No database here.

A line is one row; a draft is the lines of one order and shipment. One bad line rejects its whole order, because half
an order must not be delivered; each of its rows says so.
"""

from dataclasses import dataclass, field

from django.conf import settings

from core import money
from core.workbooks import Limits, WorkbookProblem, columns_map, open_table
from core.workbooks.cells import column_letters
from orders.orderfile.cells import BadCell
from orders.orderfile.problems import Problem
from orders.orderfile.reading import Reading
from orders.orderfile.titles import COLUMNS, KEY, ORDER, REQUIRED_TITLES

CREATED, CHANGED, UNCHANGED, DUPLICATE = "created", "changed", "unchanged", "duplicate"
CONFLICT, REJECTED, OUT_OF_AREA = "conflict", "rejected", "out_of_area"
RESULTS = (CREATED, CHANGED, UNCHANGED, DUPLICATE, CONFLICT, REJECTED, OUT_OF_AREA)


def web_limits():
    """What an upload on the web may take."""
    return Limits(size=settings.UPLOAD_WORKBOOK_BYTES, rows=100_000)


@dataclass(slots=True)
class Line:
    """One row: `texts` by column as they stand there, `values` by field, what is wrong, and what became of it."""

    number: int
    texts: tuple
    values: dict
    problems: list = field(default_factory=list)
    result: str = ""
    order: object = None


@dataclass(slots=True)
class Draft:
    """The rows of one order and shipment; `lines` are its items, without exact repeats."""

    key: tuple
    lines: list = field(default_factory=list)

    @property
    def values(self):
        return self.lines[0].values

    @property
    def remarks(self):
        return "; ".join(dict.fromkeys(line.values["remarks"] for line in self.lines if line.values["remarks"]))

    @property
    def doc_return(self):
        return any(line.values["doc_return"] for line in self.lines)

    def reject(self, cause):
        for line in self.lines:
            if not line.problems:
                params = {"row": cause.number}
                line.problems.append(Problem(line.number, "order_no", "order_rejected", self.key[0], params=params))
            line.result = REJECTED


class Values:
    """The values of one row by field, as a mapping that takes a fifth of a dict's memory."""

    __slots__ = tuple(column.field for column in COLUMNS)
    __getitem__ = object.__getattribute__
    __setitem__ = object.__setattr__


KNOWN = 5000  # values of a column that are kept: most columns say the same few things in every row


class Sheet:
    """The columns of one file and the letters they stand under."""

    def __init__(self, places):
        self.columns = [(place, column) for column in COLUMNS if (place := places.get(column.field)) is not None]
        self.places = [place for place, _ in self.columns]
        self.order_slots = [slot for slot, (_, column) in enumerate(self.columns) if column.scope == ORDER]
        self.item_slots = [slot for slot, (_, column) in enumerate(self.columns) if column.scope != ORDER]
        self.letters = {column.field: column_letters(place) for place, column in self.columns}
        self._absent = [(column.field, column.empty) for column in COLUMNS if column.field not in places]
        self._known = [{} if column.filled else {"": ("", column.empty)} for _, column in self.columns]

    def line(self, row):
        values, faults, texts = Values(), [], []
        for name, empty in self._absent:
            setattr(values, name, empty)
        cells = row.cells
        for (place, column), known in zip(self.columns, self._known, strict=True):
            found = known.get(cells[place])
            if found is None:
                found = self._read(column, cells[place], known, faults)
            texts.append(found[0])
            setattr(values, column.field, found[1])
        problems = [self.problem(row.number, *fault) for fault in faults]
        return Line(row.number, tuple(texts), values, problems)

    def problem(self, row_no, name, code, value="", suggestion="", params=None):
        return Problem(row_no, name, code, value[:200], self.letters.get(name, ""), suggestion, params or {})

    def _read(self, column, text, known, faults):
        """(text, value) of a cell; a good one is kept, so that equal cells share it."""
        if not text:
            faults.append((column.field, "missing"))
            return text, None
        try:
            found = text, _value_of(column, text)
        except BadCell as bad:
            faults.append((column.field, bad.code, text, bad.suggestion, bad.params))
            return text, None
        if len(known) < KNOWN:
            known[text] = found
        return found


def _value_of(column, text):
    value = column.read(text)
    if isinstance(value, str) and len(value) > column.longest:
        raise BadCell("too_long", limit=column.longest)
    return value


def file_read(*, content, filename, limits=None, reading=None):
    """(sheet, lines, drafts) of an order file. Raises WorkbookProblem when the file as a whole cannot be taken.

    `reading`: the client's own titles and the cells that a person mended (orders.orderfile.reading).
    """
    reading = reading or Reading()
    titles = reading.header_titles
    with open_table(content, filename=filename, header_titles=titles, limits=limits or web_limits()) as table:
        places = columns_map(table, reading.titles(table.header), REQUIRED_TITLES)
        sheet = Sheet(places)
        lines = [sheet.line(row) for row in reading.mended(table.stream, places)]
        if not lines:
            raise WorkbookProblem("empty", file=filename, sheet=table.sheet)
    return sheet, lines, drafts_of(sheet, lines)


def drafts_of(sheet, lines):
    """The orders among the lines that can be taken; every other line gets its result here."""
    groups = {}
    for line in lines:
        key = tuple(line.values[name] for name in KEY)
        if None in key:
            line.result = REJECTED
        else:
            groups.setdefault(key, []).append(line)
    drafts = [_draft(sheet, key, group) for key, group in groups.items()]
    return [draft for draft in drafts if draft.lines[0].result != REJECTED]


def _draft(sheet, key, group):
    draft, seen = Draft(key), {}
    if len(group) == 1:
        draft.lines, group = group, ()
    for line in group:
        first = seen.setdefault(line.texts, line)
        if first is line:
            draft.lines.append(line)
        else:
            line.result = DUPLICATE
            line.problems = [sheet.problem(line.number, "order_no", "repeated", key[0], params={"row": first.number})]
    _agreement_check(sheet, draft)
    if not any(line.problems for line in draft.lines):
        _money_check(sheet, draft)
    cause = next((line for line in draft.lines if line.problems), None)
    if cause:
        draft.reject(cause)
    return draft


def _agreement_check(sheet, draft):
    if len(draft.lines) == 1:
        return
    first = draft.lines[0]
    slots = sheet.order_slots
    texts = [first.texts[slot] for slot in slots]
    for line in draft.lines[1:]:
        if [line.texts[slot] for slot in slots] == texts:
            continue
        for slot in slots:
            name = sheet.columns[slot][1].field
            if line.values[name] != first.values[name]:
                params = {"row": first.number}
                line.problems.append(sheet.problem(line.number, name, "differs_in_order", line.texts[slot], "", params))


def _money_check(sheet, draft):
    """Amount and payment must fit; the items' shares must sum to the amount, or are split by declared value."""
    first, amount = draft.lines[0], draft.values["amount_fen"]
    if draft.values["pay_mode"] == "none" and amount:
        first.problems.append(sheet.problem(first.number, "pay_mode", "amount_without_pay"))
    elif draft.values["pay_mode"] != "none" and not amount:
        first.problems.append(sheet.problem(first.number, "amount_fen", "pay_without_amount"))
    shares = [line.values["share_fen"] for line in draft.lines]
    if all(share is None for share in shares):
        weights = [line.values["declared_fen"] for line in draft.lines]
        shares = money.split(amount, weights if any(weights) else [1] * len(weights))
    total = sum(share or 0 for share in shares)
    if total != amount:
        params = {"sum": money.yuan(total), "amount": money.yuan(amount)}
        first.problems.append(sheet.problem(first.number, "share_fen", "share_sum", money.plain(total), "", params))
    for line, share in zip(draft.lines, shares, strict=True):
        line.values["share_fen"] = share or 0
