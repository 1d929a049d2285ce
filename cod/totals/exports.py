"""What a driver's detail and total shows, always in Chinese (DOC-12)."""

from core.money import yuan

METHODS = {"card": "客户卡", "own_card": "司机卡", "cash": "现金未刷卡", "": ""}

RESULTS = {
    "delivered": "妥投",
    "refused_phone": "电话拒收",
    "refused_onsite": "现场拒收",
    "return_at_platform": "拒收已回",
    "out_for_delivery": "派送中",
    "handed_over": "已移交",
    "cancelled": "取消",
}

TOTAL_COLUMNS = [
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


def driver_total_paper(run, terminal_no, figures):
    """DOC-12. `figures`: see services.driver_totals.Figures."""
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
            ["客户卡", yuan(figures.by_method("card"))],
            ["司机卡", yuan(figures.by_method("own_card"))],
            ["实收合计", yuan(figures.collected)],
            ["小票张数", str(figures.slips)],
            ["未收", yuan(figures.still_open)],
            ["现金未刷卡", yuan(figures.cash)],
            ["绑定金额", yuan(figures.bound)],
            ["拒收金额", yuan(figures.refused)],
            ["更改金额", yuan(figures.changed)],
            ["派送单数", str(figures.delivered)],
            ["计费单数", str(figures.billable)],
        ],
    }


def _total_line(row):
    cells = [
        row.order_no,
        RESULTS.get(row.status, row.status),
        yuan(row.bound),
        yuan(row.amount),
        yuan(row.collected),
        METHODS[row.method],
        row.reference,
        "有" if row.paper else "无",
        "Y" if row.billable else "N",
    ]
    return {"order": row.order_id, "amount_fen": row.collected, "cells": cells}


# The words of these papers on a page in English.
ENGLISH = {
    "应收": "Due", "更改后应收": "Due after change", "实收": "Collected", "计费单": "Billable",
    "客户卡": "Customer's card", "司机卡": "Driver's own card", "实收合计": "Collected in all",
    "小票张数": "Slips", "未收": "Not collected", "现金未刷卡": "Cash not yet swiped",
    "绑定金额": "Bound amount", "拒收金额": "Refused", "更改金额": "Changed amount", "派送单数": "Delivered",
    "计费单数": "Billable", "有": "There", "妥投": "Delivered", "拒收已回": "Refused, brought back",
    "派送中": "Out for delivery", "已移交": "Handed over", "取消": "Cancelled",
}  # fmt: skip
