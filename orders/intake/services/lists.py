"""DOC-02 and DOC-03 as workbooks, always in Chinese: they go to the client and to the floor of the hub."""

import io
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils import translation

from core.workbooks import Column, WorksheetData, write_table
from core.workbooks.writer import Kind
from orders.intake.models import ImportRow
from orders.intake.orderfile.problems import RESULTS, problem_of
from orders.intake.orderfile.titles import BATCH_TITLES, BATCH_WORKSHEET, REPORT_TITLES, REPORT_WORKSHEET
from orders.register.lifecycle import PartKind
from orders.register.models import GoodsItem

_BATCH_KINDS: tuple[Kind, ...] = ("int", "text", "text", "text", "text", "int", "text", "text", "money", "text", "text")
_BATCH_WIDTHS = (6, 16, 24, 12, 28, 6, 16, 16, 12, 28, 10)
_REPORT_KINDS: tuple[Kind, ...] = ("int", "text", "text", "text", "text", "text")
_REPORT_WIDTHS = (8, 26, 10, 20, 60, 16)
Cells: TypeAlias = tuple[int | str | None, ...]


def report_book(rows: QuerySet[ImportRow]) -> bytes:
    """DOC-02: one line per row of the file, as the bytes of a workbook. `rows`: ImportRow with their order."""
    with translation.override("zh-hans"):
        columns = [Column(*column) for column in zip(REPORT_TITLES, _REPORT_KINDS, _REPORT_WIDTHS, strict=True)]
        return _book(WorksheetData(REPORT_WORKSHEET, columns, [_report_line(row) for row in rows]))


def batch_book(lines: list[Cells]) -> bytes:
    """DOC-03 as the bytes of a workbook. `lines`: from batch_lines."""
    shape = zip(BATCH_TITLES, _BATCH_KINDS, _BATCH_WIDTHS, strict=True)
    return _book(WorksheetData(BATCH_WORKSHEET, [Column(*column) for column in shape], lines))


def batch_lines(items: QuerySet[GoodsItem]) -> list[Cells]:
    """The cells of DOC-03, one line per item; the amount (whole fen) stands once per order."""
    lines: list[Cells] = []
    order_id = None
    for number, item in enumerate(items, 1):
        order, first = item.order, item.order_id != order_id
        order_id = item.order_id
        codes = {part.kind: part.code for part in item.parts.all()}
        lines.append(
            (
                number,
                order.waybill_no or "",
                order.order_no,
                order.district,
                item.name,
                item.pieces,
                codes.get(PartKind.INDOOR, ""),
                codes.get(PartKind.OUTDOOR, ""),
                first and order.amount_due_fen or None,
                order.remarks if first else "",
                "",
            )
        )
    return lines


def _report_line(row: ImportRow) -> Cells:
    problems = [problem_of(row.row_no, kept) for kept in row.problems]
    number = row.order.order_no if row.order else next((kept.get("order_no", "") for kept in row.problems), "")
    return (
        row.row_no,
        number,
        str(RESULTS[row.result]),
        ", ".join(problem.column for problem in problems),
        " ".join(problem.message for problem in problems),
        ", ".join(filter(None, (p.suggestion for p in problems))),
    )


def _book(worksheet: WorksheetData) -> bytes:
    target = io.BytesIO()
    write_table(target, worksheets=[worksheet])
    return target.getvalue()
