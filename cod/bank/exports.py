"""The bank's file with what came of each line, always in Chinese (DOC-15)."""

import io

from django.db.models import QuerySet

from cod.bank.models import BankLine
from core.workbooks import Column, WorksheetData, write_table

BANK_RESULTS = {
    "matched": "相符",
    "short": "金额少",
    "over": "金额多",
    "unknown": "无此交易",
    "suspense": "挂账交易",
}

ARRIVAL_COLUMNS = [
    Column("入账日期", "date", 12),
    Column("交易日期", "date", 12),
    Column("终端号", "text", 10),
    Column("参考号", "text", 16),
    Column("金额", "money", 12),
    Column("手续费", "money", 10),
    Column("订单号", "text", 20),
    Column("匹配结果", "text", 12),
]


def arrival_result(lines: QuerySet[BankLine]) -> bytes:
    """The bytes of the arrival result: the bank's lines with our order and the match."""
    rows = [
        [
            line.booked_on,
            line.traded_on,
            line.terminal_no,
            line.reference,
            line.amount_fen,
            line.fee_fen,
            line.order.order_no if line.order else "",
            BANK_RESULTS[line.result],
        ]
        for line in lines
    ]
    out = io.BytesIO()
    write_table(out, worksheets=[WorksheetData("到账结果", ARRIVAL_COLUMNS, rows)])
    return out.getvalue()
