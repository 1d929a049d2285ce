"""What the papers and files of the money room show, always in Chinese (DOC-12, DOC-13, DOC-15, DOC-21)."""

import io

from core import clock
from core.money import yuan
from core.workbooks import Column, SheetData, write_table

METHODS = {"card": "客户卡", "own_card": "司机卡", "cash": "现金未刷卡", "": ""}
RESULTS = {
    "delivered": "妥投", "refused_phone": "电话拒收", "refused_onsite": "现场拒收", "return_at_platform": "拒收已回",
    "out_for_delivery": "派送中", "handed_over": "已移交", "cancelled": "取消",
}  # fmt: skip
PENDING = {"unpaid": "未收款", "cash_held": "收现金未刷卡"}
BANK_RESULTS = {
    "matched": "相符", "short": "金额少", "over": "金额多", "unknown": "无此交易", "suspense": "挂账交易",
}  # fmt: skip

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
SHEET_COLUMNS = [
    ["区域", 24, "left"], ["司机", 16, "left"], ["订单号", 38, "left"], ["金额", 24, "right"], ["方式", 24, "left"],
    ["POS机号", 18, "left"], ["小票号", 24, "left"], ["核销时间", 30, "left"], ["跨日", 12, "left"],
]  # fmt: skip
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


def terminal_paper(terminal, driver, business_date, condition=""):
    """DOC-21: what cashier and driver sign when a terminal goes out or comes home."""
    instant = clock.local(clock.now())
    meta = [
        ["POS机号", terminal.serial],
        ["司机", driver.code],
        ["日期", f"{business_date}"],
        ["时间", f"{instant:%H:%M}"],
    ]
    if condition:
        meta.append(["状况", condition])
    return {"meta": meta, "columns": [], "lines": [], "totals": []}


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
        row.order_no, RESULTS.get(row.status, row.status), yuan(row.bound), yuan(row.amount), yuan(row.collected),
        METHODS[row.method], row.reference, "有" if row.paper else "无", "Y" if row.billable else "N",
    ]  # fmt: skip
    return {"order": row.order_id, "amount_fen": row.collected, "cells": cells}


def cod_sheet_paper(platform, business_date, lines, pending, seal):
    """DOC-13: collections by area and driver, then what is pending. The seals of this day and the day before."""
    return {
        "meta": [
            ["平台", platform.name], ["日期", f"{business_date}"], ["截止", "23:00"],
            ["当日账目校验", seal.digest[:32]], ["上次账目校验", seal.previous_digest[:32] or "-"],
        ],
        "columns": SHEET_COLUMNS,
        "lines": [_sheet_line(row) for row in lines] + [_pending_line(row) for row in pending],
        "totals": [
            *[[f"{area} 小计 {count} 笔", yuan(fen)] for area, count, fen in _areas(lines)],
            [f"合计 {len(lines)} 笔", yuan(sum(row.amount_fen for row in lines))],
            [f"待核销 {len(pending)} 笔", yuan(sum(row["amount_fen"] for row in pending))],
        ],
        "seal": {"posting": seal.last_posting_id, "digest": seal.digest, "previous": seal.previous_digest},
    }  # fmt: skip


def _sheet_line(row):
    crossed = row.run.business_date < row.sheet_date
    cells = [
        row.order.district, row.driver.code, row.order.order_no, yuan(row.amount_fen), METHODS[row.method],
        row.terminal.serial, row.reference, f"{clock.local(row.recorded_at):%m-%d %H:%M}", "跨日" if crossed else "",
    ]  # fmt: skip
    return {
        "collection": row.pk,
        "order": row.order_id,
        "amount_fen": row.amount_fen,
        "cross_day": crossed,
        "cells": cells,
    }


def _pending_line(row):
    cells = [
        row["area"],
        row["driver"],
        row["order_no"],
        yuan(row["amount_fen"]),
        PENDING[row["reason"]],
        "",
        "",
        "待核销",
        "",
    ]
    return {"pending": True, "order": row["order"], "amount_fen": row["amount_fen"], "cells": cells}


def _areas(lines):
    sums = {}
    for row in lines:
        count, fen = sums.get(row.order.district, (0, 0))
        sums[row.order.district] = (count + 1, fen + row.amount_fen)
    return [(area, *sums[area]) for area in sorted(sums)]


def arrival_result(lines):
    """The bytes of the arrival result: the bank's lines with our order and the match."""
    rows = [
        [
            line.booked_on, line.traded_on, line.terminal_no, line.reference, line.amount_fen, line.fee_fen,
            line.order.order_no if line.order else "", BANK_RESULTS[line.result],
        ]
        for line in lines
    ]  # fmt: skip
    out = io.BytesIO()
    write_table(out, sheets=[SheetData("到账结果", ARRIVAL_COLUMNS, rows)])
    return out.getvalue()
