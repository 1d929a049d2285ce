"""Words of papers and workbooks, always Chinese: acceptance receipt (DOC-04), feedback (DOC-07), register (DOC-20)."""

from core import clock
from core.workbooks import Column, SheetData

# DOC-04 货物签收单

RECEIPT_COLUMNS = [
    ["订单号", 40, "left"], ["商品", 50, "left"], ["应到", 11, "right"], ["实到", 11, "right"], ["封条", 13, "left"],
    ["外包装", 14, "left"], ["标准条款", 24, "left"], ["结果", 18, "left"], ["处理办法", 28, "left"],
    ["卓越客服工号", 24, "left"],
]  # fmt: skip
OUTCOMES = {"accepted": "接收", "noted": "备注接收", "refused": "拒收", "short": "少货"}
HANDLINGS = {
    "accept_with_note": "备注接收",
    "refuse_on_spot": "当场拒收",
    "await_next_line_haul": "等待下一班干线",
    "cancel_order": "取消订单",
    "return_with_carrier": "退承运商带回",
    "keep_for_order": "暂存待订单",
}


def receipt_frame(arrival, outcomes, surplus=0):
    """Head, columns and totals of the receipt; `outcomes`: of every line; `surplus`: how many in no batch."""
    count = {word: outcomes.count(code) for code, word in OUTCOMES.items()}
    arrived = len(outcomes) - count["少货"]
    by_word = [[word, str(number)] for word, number in count.items()]
    return {
        "meta": [
            ["到货日期", arrival.business_date.isoformat()],
            ["承运商", arrival.carrier],
            ["车牌", arrival.plate],
            ["到达时间", minute(arrival.arrived_at)],
            ["卸完时间", minute(arrival.unloaded_at)],
            ["封条号", arrival.seal_no or "无"],
        ],
        "columns": RECEIPT_COLUMNS,
        "totals": [["应到", str(len(outcomes))], ["实到", str(arrived)], *by_word, ["多货", str(surplus)]],
    }


def receipt_cells(arrival, line, word):
    """One line; `word`: the client's instruction, False while it is awaited, None without a finding."""
    item = line.item
    handling = "" if word is None else HANDLINGS.get(word.decision, word.decision) if word else "待客户指示"
    return [
        item.order.order_no,
        item.name,
        str(item.pieces),
        "0" if line.outcome == "short" else str(item.pieces),
        "完好" if arrival.seal_intact else "破损",
        "" if line.outcome == "short" else "完好" if line.packaging_ok else "破损",
        line.clause or line.note,
        OUTCOMES[line.outcome],
        handling,
        word.client_staff_no if word else "",
    ]


def surplus_cells(arrival, found):
    """A line of goods in no batch; `found.decision` is the client's word."""
    seal = "完好" if arrival.seal_intact else "破损"
    handling = HANDLINGS[found.decision] if found.decision else "待客户指示"
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", str(found.pieces), seal, "", "", "多货", handling, found.staff_no or ""]


def surplus_back_cells(found):
    """A line of goods kept from an earlier truck, which leave with this carrier."""
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", "0", "", "", "", "多货带回", HANDLINGS[found.decision], found.staff_no]


def minute(instant):
    """An instant as it is printed, to the minute."""
    return f"{clock.local(instant):%Y-%m-%d %H:%M}"


# 移库单 (BG-17, BG-18)

SLIP_COLUMNS = [
    ["订单号", 45, "left"], ["商品", 80, "left"], ["件数", 15, "right"], ["原库区", 30, "left"], ["新库区", 30, "left"],
]  # fmt: skip
AREAS = {"inspection": "待检区", "normal": "正常区", "returns": "退货区", "defective": "残品区"}


def area_slip(items, area):
    """What the slip shows of items that go to another area."""
    lines = [
        {
            "order": item.order_id, "item": item.pk,
            "cells": [item.order.order_no, item.name, str(item.pieces), AREAS[item.area], AREAS[area]],
        }
        for item in items
    ]  # fmt: skip
    return {
        "meta": [["移往", AREAS[area]]],
        "columns": SLIP_COLUMNS,
        "lines": lines,
        "totals": [["件数", str(sum(item.pieces for item in items))]],
    }


# DOC-07 配送结果反馈

FEEDBACK_TITLE = "配送结果反馈"
FEEDBACK_COLUMNS = (
    Column("业务日期", "date", 12),
    Column("订单号", "text", 26),
    Column("运单号", "text", 16),
    Column("司机", "text", 10),
    Column("结果代码", "text", 12),
    Column("结果时间", "datetime", 18),
    Column("签收人", "text", 12),
    Column("拒收原因", "text", 18),
    Column("退回件数", "int", 10),
    Column("实收代收金额", "money", 14),
    Column("收款方式", "text", 10),
    Column("卓越客服工号", "text", 14),
    Column("是否修正", "text", 10),
    Column("备注", "text", 32),
)
# Reasons that are no row of the editable table: the step itself says why.
OWN_REASONS = {"phone": "顾客电话拒收", "no_document": "货在单缺，按拒收处理"}
RESULTS = {
    "delivered": "签收",
    "partial": "部分签收",
    "refused_phone": "电话拒收",
    "refused_onsite": "现场拒收",
    "deferred": "改期",
    "pickup": "取件",
    "exchange": "换货",
}
IN_PROGRESS = "异常处理中"
METHODS = {"card": "刷卡", "cash": "现金"}
# Why an order has no final result, by its state at the cut-off.
REASONS = {
    "out_of_area": "超出配送区域，待客户指示",
    "expected": "未到货，等待干线",
    "inbound_exception": "到货异常，待客户指示",
    "in_stock": "在库，待配送",
    "handed_over": "已装车，待配送",
    "out_for_delivery": "配送中，未回结果",
    "delivered": "已送达，待确认",
    "refused_phone": "电话拒收，待确认",
    "refused_onsite": "现场拒收，待确认",
    "return_at_platform": "退货已回理货平台",
    "cancelled": "按客户指示取消",
    "cancel_order": "按客户指示取消",
    "redeliver": "按客户指示再次配送",
    "return_to_client": "按客户指示退回",
}


def feedback_sheet(rows):
    """The workbook's one sheet; `rows`: orders.selectors.feedback.Row."""
    return SheetData(FEEDBACK_TITLE, FEEDBACK_COLUMNS, [feedback_cells(row) for row in rows])


def feedback_cells(row):
    """One order's line, in the order of the columns."""
    order, outcome = row.order, row.outcome
    head = [order.business_date, order.order_no, order.waybill_no or ""]
    tail = [row.client_staff_no, "是" if row.correction else "否"]
    if outcome is None or row.code == "in_progress":
        why = REASONS.get(row.why, row.why)
        note = outcome.note if outcome else ""
        return [*head, "", IN_PROGRESS, None, "", "", None, None, "", *tail, "；".join(filter(None, [why, note]))]
    return [
        *head,
        outcome.driver_user.name if outcome.driver_user else "",
        RESULTS[row.code],
        outcome.occurred_at,
        outcome.signer.name if outcome.signer and not outcome.signer.erased_at else "",
        row.reason_name if row.code.startswith("refused") else "",
        outcome.pieces_back or None,
        outcome.collected_fen or None,
        METHODS.get(outcome.method, outcome.method),
        *tail,
        outcome.note,
    ]


# DOC-20 异常登记

REGISTER_TITLE = "异常登记"
REGISTER_COLUMNS = (
    Column("编号", "text", 16),
    Column("时间", "datetime", 18),
    Column("订单号", "text", 26),
    Column("类型", "text", 18),
    Column("描述", "text", 40),
    Column("卓越客服工号", "text", 14),
    Column("指令", "text", 22),
    Column("执行结果", "text", 22),
    Column("关闭时间", "datetime", 18),
)


def register_cells(case, kind, decision, executed, last):
    """One case's line; words as the register says them."""
    return [
        case.number, case.opened_at, case.order.order_no if case.order else "", kind, case.description,
        last.client_staff_no if last else "", decision, executed, case.closed_at,
    ]  # fmt: skip
