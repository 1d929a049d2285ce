"""The titles and words of the client's feedback file, always in Chinese (DOC-09)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from core.workbooks import Column, WorksheetData
from orders.register.lifecycle import DeliveryResult

if TYPE_CHECKING:
    from orders.feedback.selectors.lines import ResultRow

Cell: TypeAlias = dt.date | str | int | None  # a moment is a date too

# DOC-07 配送结果反馈

FEEDBACK_TITLE = "配送结果反馈"
STAFF_TITLE = "%s客服工号"  # with the name that papers call the client

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
    Column(STAFF_TITLE, "text", 14),
    Column("是否修正", "text", 10),
    Column("备注", "text", 32),
)

# Reasons that are no row of the editable table: the step itself says why.
OWN_REASONS = {"phone": "顾客电话拒收", "no_document": "货在单缺，按拒收处理"}

RESULTS = {
    DeliveryResult.DELIVERED: "签收",
    DeliveryResult.PARTIAL: "部分签收",
    DeliveryResult.REFUSED_PHONE: "电话拒收",
    DeliveryResult.REFUSED_ONSITE: "现场拒收",
    DeliveryResult.DEFERRED: "改期",
    DeliveryResult.PICKUP: "取件",
    DeliveryResult.EXCHANGE: "换货",
}

IN_PROGRESS = "异常处理中"

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


def feedback_worksheet(client_name: str, rows: list[ResultRow]) -> WorksheetData:
    """The workbook's one worksheet; `client_name`: what papers call the client, `rows`: selectors.lines.ResultRow."""
    named = [replace(column, title=column.title.replace("%s", client_name)) for column in FEEDBACK_COLUMNS]
    return WorksheetData(FEEDBACK_TITLE, named, [feedback_cells(row) for row in rows])


def feedback_cells(row: ResultRow) -> list[Cell]:
    """One order's line, in the order of the columns."""
    order, outcome = row.order, row.outcome
    head: list[Cell] = [order.business_date, order.order_no, order.waybill_no or ""]
    tail = [row.client_staff_no, "是" if row.correction else "否"]
    if outcome is None or row.code == DeliveryResult.IN_PROGRESS:
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
        outcome.way.known_as.printed if outcome.way else "",
        *tail,
        outcome.note,
    ]
