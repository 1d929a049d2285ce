"""What a driver's detail and total shows, always in Chinese (DOC-12)."""

from cod.pos.payways import CASH, terminal_ways
from cod.totals.figures import RunTotals, TotalRow
from core.money import yuan
from core.types import JsonObject
from dispatch.runs.models import Run
from orders.register.lifecycle import OrderState
from sheets.models import Content

RESULTS: dict[str, str] = {
    OrderState.DELIVERED: "妥投",
    OrderState.REFUSED_PHONE: "电话拒收",
    OrderState.REFUSED_ONSITE: "现场拒收",
    OrderState.RETURN_AT_PLATFORM: "拒收已回",
    OrderState.OUT_FOR_DELIVERY: "派送中",
    OrderState.HANDED_OVER: "已移交",
    OrderState.CANCELLED: "取消",
}

TOTAL_COLUMNS: list[list[str | float]] = [
    ["订单号", 38, "left"],
    ["结果", 20, "left"],
    ["应收", 22, "right"],
    ["更改后应收", 22, "right"],
    ["实收", 22, "right"],
    ["方式", 24, "left"],
    ["小票号", 24, "left"],
    ["签收单", 14, "left"],
    ["计费单", 14, "left"],
]


def driver_total_paper(run: Run, terminal_no: str, figures: RunTotals) -> Content:
    """DOC-12."""
    return {
        "meta": [
            ["车次", run.number],
            ["日期", f"{run.business_date}"],
            ["司机", run.driver.code],
            ["POS机号", terminal_no or "-"],
        ],
        "columns": TOTAL_COLUMNS,
        "lines": [_total_line(row) for row in figures.rows],
        "totals": [
            *[[way.printed, yuan(figures.taken_by(way))] for way in terminal_ways],
            ["实收合计", yuan(figures.collected)],
            ["小票张数", str(figures.slips)],
            ["未收", yuan(figures.still_open)],
            [CASH.printed, yuan(figures.cash)],
            ["绑定金额", yuan(figures.bound)],
            ["拒收金额", yuan(figures.refused)],
            ["更改金额", yuan(figures.changed)],
            ["派送单数", str(figures.delivered)],
            ["计费单数", str(figures.billable)],
        ],
    }


def _total_line(row: TotalRow) -> JsonObject:
    cells = [
        row.order_no,
        RESULTS.get(row.status, row.status),
        yuan(row.bound),
        yuan(row.amount),
        yuan(row.collected),
        row.way.printed if row.way else "",
        row.reference,
        "有" if row.paper else "无",
        "Y" if row.billable else "N",
    ]
    return {"order": row.order_id, "amount_fen": row.collected, "cells": cells}


# The words of these papers on a page in English.
ENGLISH = {
    "应收": "Due", "更改后应收": "Due after change", "实收": "Collected", "计费单": "Billable",
    "实收合计": "Collected in all", "小票张数": "Slips", "未收": "Not collected", "绑定金额": "Bound amount",
    "拒收金额": "Refused", "更改金额": "Changed amount", "派送单数": "Delivered", "计费单数": "Billable",
    "有": "There", "妥投": "Delivered", "拒收已回": "Refused, brought back", "派送中": "Out for delivery",
    "已移交": "Handed over", "取消": "Cancelled",
}  # fmt: skip
