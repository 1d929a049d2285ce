"""The result of the reconciliation as a workbook, always in Chinese (DOC-16)."""

import io
from dataclasses import replace

from core.workbooks import Column, WorksheetData, write_table
from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.models import Statement

TITLES = {
    LineOutcome.MATCHED: "一致",
    LineOutcome.AMOUNT_DIFF: "金额差异",
    LineOutcome.TIMING: "时间差",
    LineOutcome.REFUSED_HERE: "拒收",
    LineOutcome.ONLY_CLIENT: "仅%s",
    LineOutcome.ONLY_OURS: "仅安得",
    LineOutcome.SETTLED: "已结算",
}

RESULT = [
    Column("订单号", "text", 24),
    Column("派送日期", "date", 12),
    Column("%s金额", "money", 12),
    Column("安得金额", "money", 12),
    Column("差额", "money", 12),
    Column("分类", "text", 12),
    Column("结转自", "text", 14),
]  # %s: what papers call the client


def result_workbook(statement: Statement) -> bytes:
    """The reconciliation result, one sheet per class (DOC-16), as bytes."""
    buffer = io.BytesIO()
    write_table(buffer, worksheets=[_class_worksheet(statement, code) for code in LineOutcome])
    return buffer.getvalue()


def _class_worksheet(statement: Statement, code: LineOutcome) -> WorksheetData:
    name = statement.client.short_name
    title = TITLES[code].replace("%s", name)
    columns = [replace(column, title=column.title.replace("%s", name)) for column in RESULT]
    lines = list(statement.lines.filter(outcome=code).select_related("carried_from__statement"))
    rows = [
        (
            line.order_no,
            line.delivered_on,
            line.client_fen,
            line.our_fen,
            line.gap_fen,
            title,
            str(line.carried_from.statement) if line.carried_from else "",
        )
        for line in lines
    ]
    client, ours = sum(line.client_fen or 0 for line in lines), sum(line.our_fen or 0 for line in lines)
    return WorksheetData(title, columns, rows, ("合计", None, client, ours, client - ours, "", ""))
