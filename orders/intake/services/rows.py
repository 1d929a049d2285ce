"""Reads rows of the order file into lines and orders, and finds what is wrong in them. No database here.

A line is one row; a group is the lines of one order and shipment. One bad line rejects its whole order, because half
an order must not be delivered; each of its rows says so. Rows are read by the thousand, column by column.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any, Literal, Protocol

from django.conf import settings

from core import money
from core.types import JsonObject
from core.workbooks import Limits
from core.workbooks.batches import Row
from core.workbooks.cells import column_letters
from orders.intake.lifecycle import RowResult
from orders.intake.orderfile.columns import CellFault, ColumnReader
from orders.intake.orderfile.problems import Problem
from orders.intake.orderfile.titles import COLUMNS, KEY, ORDER
from orders.intake.orderfile.values import FoundKey, OrderKey, Values

PLACE = ("province", "city", "district", "town", "address")
key_of = attrgetter(*KEY)


class Known(Protocol):
    """An order that is here or about to be: a report needs its key alone."""

    @property
    def pk(self) -> int: ...


@dataclass(slots=True)
class FileLine:
    """One row: `texts` by column as they stand there, `values` by field, what is wrong, and what became of it.

    `share_fen`: what the item collects of its order's amount, once the order was checked.
    """

    number: int
    texts: tuple[str, ...]
    values: Values
    problems: list[Problem] = field(default_factory=list)
    result: RowResult | Literal[""] = ""
    order: Known | None = None
    share_fen: int = 0


@dataclass(slots=True)
class LineGroup:
    """The rows of one order and shipment; `lines` are its items, without exact repeats."""

    key: OrderKey
    lines: list[FileLine] = field(default_factory=list)

    @property
    def values(self) -> Values:
        return self.lines[0].values

    @property
    def remarks(self) -> str:
        if len(self.lines) == 1:
            return self.lines[0].values.remarks
        return "; ".join(dict.fromkeys(line.values.remarks for line in self.lines if line.values.remarks))

    @property
    def doc_return(self) -> bool:
        return any(line.values.doc_return for line in self.lines)

    def reject(self, cause: FileLine) -> None:
        for line in self.lines:
            if not line.problems:
                params = {"row": cause.number}
                line.problems.append(Problem(line.number, "order_no", "order_rejected", self.key[0], params=params))
            line.result = RowResult.REJECTED


class Layout:
    """The columns of one file and the letters they stand under. `places`: {field: place in a row}."""

    def __init__(self, places: dict[str, int]) -> None:
        self.columns = [(place, column) for column in COLUMNS if (place := places.get(column.field)) is not None]
        self.order_slots = [slot for slot, (_, column) in enumerate(self.columns) if column.scope == ORDER]
        self.letters = {column.field: column_letters(place) for place, column in self.columns}
        self._texts = itemgetter(*(place for place, _ in self.columns))
        self._readers = [ColumnReader(column) for _, column in self.columns]

    def lines(self, rows: list[Row]) -> list[FileLine]:
        """The FileLines of these rows (a list, not empty)."""
        texts = [self._texts(row.cells) for row in rows]
        found: dict[str, Sequence[Any]] = {}
        faults: list[CellFault] = []
        for reader, column in zip(self._readers, zip(*texts, strict=True), strict=True):
            found[reader.column.field], wrong = reader.values(column)
            faults += wrong
        columns = [found.get(column.field) or repeat(column.empty, len(rows)) for column in COLUMNS]
        values = map(Values._make, zip(*columns, strict=True))
        lines = list(map(FileLine, [row.number for row in rows], texts, values))
        for fault in faults:
            lines[fault.place].problems.append(self._problem_of(lines[fault.place].number, fault))
        return lines

    def skimmed(self, rows: list[Row]) -> tuple[list[FoundKey], list[Sequence[str]]]:
        """(keys, columns of the address) of these rows, all that is needed before anything is locked."""
        texts = dict(zip(self.letters, zip(*map(self._texts, [row.cells for row in rows]), strict=True), strict=True))
        read = {reader.column.field: reader for reader in self._readers}
        numbers, shipments = (read[name].values(texts[name])[0] for name in KEY)
        return list(zip(numbers, shipments, strict=True)), [texts.get(name) or ("",) * len(rows) for name in PLACE]

    def problem(
        self, row_no: int, name: str, code: str, value: str = "", suggestion: str = "", params: JsonObject | None = None
    ) -> Problem:
        return Problem(row_no, name, code, value[:200], self.letters.get(name, ""), suggestion, params or {})

    def _problem_of(self, row_no: int, fault: CellFault) -> Problem:
        return self.problem(row_no, fault.field, fault.code, fault.text, fault.suggestion, fault.params)


def web_limits() -> Limits:
    """What an upload on the web may take."""
    return Limits(size=settings.UPLOAD_WORKBOOK_BYTES, rows=100_000)


def groups_of(layout: Layout, lines: list[FileLine]) -> list[LineGroup]:
    """The orders among the lines that can be taken; every other line gets its result here."""
    by_key: dict[OrderKey, list[FileLine]] = {}
    for line, key in zip(lines, map(key_of, map(attrgetter("values"), lines)), strict=True):
        if None in key:
            line.result = RowResult.REJECTED
        else:
            by_key.setdefault(key, []).append(line)
    groups = [_group(layout, key, found) for key, found in by_key.items()]
    return [group for group in groups if group.lines[0].result != RowResult.REJECTED]


def _group(layout: Layout, key: OrderKey, lines: list[FileLine]) -> LineGroup:
    if len(lines) == 1:
        group = LineGroup(key, lines)
    else:
        group = LineGroup(key)
        _repeats_settle(layout, group, lines)
        _agreement_check(layout, group)
    if not any(line.problems for line in group.lines):
        _money_check(layout, group)
    cause = next((line for line in group.lines if line.problems), None)
    if cause:
        group.reject(cause)
    return group


def _repeats_settle(layout: Layout, group: LineGroup, lines: list[FileLine]) -> None:
    seen: dict[tuple[str, ...], FileLine] = {}
    for line in lines:
        first = seen.setdefault(line.texts, line)
        if first is line:
            group.lines.append(line)
        else:
            line.result = RowResult.DUPLICATE
            params = {"row": first.number}
            line.problems = [layout.problem(line.number, "order_no", "repeated", group.key[0], params=params)]


def _agreement_check(layout: Layout, group: LineGroup) -> None:
    first = group.lines[0]
    slots = layout.order_slots
    texts = [first.texts[slot] for slot in slots]
    for line in group.lines[1:]:
        if [line.texts[slot] for slot in slots] == texts:
            continue
        for slot in slots:
            name = layout.columns[slot][1].field
            if getattr(line.values, name) != getattr(first.values, name):
                params = {"row": first.number}
                line.problems.append(
                    layout.problem(line.number, name, "differs_in_order", line.texts[slot], "", params)
                )


def _money_check(layout: Layout, group: LineGroup) -> None:
    """Amount and payment must fit; the items' shares must sum to the amount, or are split by declared value."""
    first, amount = group.lines[0], group.values.amount_fen
    if amount and not group.values.pay_mode.collects:
        first.problems.append(layout.problem(first.number, "pay_mode", "amount_without_pay"))
    elif group.values.pay_mode.collects and not amount:
        first.problems.append(layout.problem(first.number, "amount_fen", "pay_without_amount"))
    shares: Sequence[int | None] = [line.values.share_fen for line in group.lines]
    if not amount and not any(shares):
        return
    if all(share is None for share in shares):
        weights = [line.values.declared_fen for line in group.lines]
        shares = money.split(amount, weights if any(weights) else [1] * len(weights))
    total = sum(share or 0 for share in shares)
    if total != amount:
        params = {"sum": money.yuan(total), "amount": money.yuan(amount)}
        first.problems.append(layout.problem(first.number, "share_fen", "share_sum", money.plain(total), "", params))
    for line, share in zip(group.lines, shares, strict=True):
        line.share_fen = share or 0
