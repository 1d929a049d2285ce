"""What finance downloads and prints: DOC-16 result, DOC-17 request. Client papers are always Chinese."""

import io

from core import money
from core.workbooks import Column, SheetData, write_table
from reconciliation import lifecycle

TITLES = {
    lifecycle.MATCHED: "一致",
    lifecycle.AMOUNT_DIFF: "金额差异",
    lifecycle.TIMING: "时间差",
    lifecycle.REFUSED_HERE: "拒收",
    lifecycle.ONLY_CLIENT: "仅卓越",
    lifecycle.ONLY_OURS: "仅安得",
    lifecycle.SETTLED: "已结算",
}
RESULT = [
    Column("订单号", "text", 24),
    Column("派送日期", "date", 12),
    Column("卓越金额", "money", 12),
    Column("安得金额", "money", 12),
    Column("差额", "money", 12),
    Column("分类", "text", 12),
    Column("结转自", "text", 14),
]


def result_workbook(statement):
    """The reconciliation result, one sheet per class (DOC-16), as bytes."""
    buffer = io.BytesIO()
    write_table(buffer, sheets=[_class_sheet(statement, code) for code in lifecycle.OUTCOMES])
    return buffer.getvalue()


def _class_sheet(statement, code):
    lines = list(statement.lines.filter(outcome=code).select_related("carried_from__statement"))
    rows = [
        (
            line.order_no, line.delivered_on, line.client_fen, line.our_fen, line.gap_fen, TITLES[code],
            str(line.carried_from.statement) if line.carried_from_id else "",
        )
        for line in lines
    ]  # fmt: skip
    client, ours = sum(line.client_fen or 0 for line in lines), sum(line.our_fen or 0 for line in lines)
    return SheetData(TITLES[code], RESULT, rows, ("合计", None, client, ours, client - ours, "", ""))


def payment_content(week, client, orders, total_fen):
    """The content of the payment request sheet (DOC-17)."""
    return {
        "meta": [
            ["对账周", f"{week:%Y-%m-%d}"],
            ["收款方", f"{client.name} {client.account}".strip()],
            ["笔数", str(len(orders))],
            ["金额", money.yuan(total_fen)],
            ["金额大写", money.chinese(total_fen)],
        ],
        "columns": [["序号", 14, "right"], ["订单号", 60, "left"], ["发货批次", 20, "left"], ["金额", 30, "right"]],
        "lines": [
            {"order": order.pk, "cells": [str(n), order.order_no, order.shipment_no, money.yuan(order.amount_due_fen)]}
            for n, order in enumerate(orders, 1)
        ],
        "totals": [["笔数", str(len(orders))], ["合计", money.yuan(total_fen)]],
    }
