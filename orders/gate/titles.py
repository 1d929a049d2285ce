"""What the papers of the gate show, always in Chinese: the acceptance receipt and the area slip."""

import datetime as dt

from core import clock
from core.types import JsonObject
from orders.exceptions.models import ExceptionCase
from orders.gate.decisions import CARRIER_RETURN
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.selectors.surplus import SurplusRow
from orders.register.lifecycle import StoreArea
from orders.register.models import GoodsItem
from sheets.models import Content

# DOC-04 货物签收单

RECEIPT_COLUMNS = [
    ("订单号", 40, "left"),
    ("商品", 50, "left"),
    ("应到", 11, "right"),
    ("实到", 11, "right"),
    ("封条", 13, "left"),
    ("外包装", 14, "left"),
    ("标准条款", 24, "left"),
    ("结果", 18, "left"),
    ("处理办法", 28, "left"),
    ("%s客服工号", 24, "left"),
]  # fmt: skip; %s: what papers call the client

OUTCOMES = {"accepted": "接收", "noted": "备注接收", "refused": "拒收", "short": "少货"}

HANDLINGS = {
    "accept_with_note": "备注接收",
    "refuse_on_spot": "当场拒收",
    "await_next_line_haul": "等待下一班干线",
    "cancel_order": "取消订单",
    "return_with_carrier": "退承运商带回",
    "keep_for_order": "暂存待订单",
}


def receipt(arrival: Arrival, lines: list[JsonObject], outcomes: list[str], surplus: int) -> Content:
    """The receipt of these lines; `outcomes`: of every expected item; `surplus`: how many in no batch."""
    return {
        "meta": [
            ["到货日期", arrival.business_date.isoformat()],
            ["承运商", arrival.carrier],
            ["车牌", arrival.plate],
            ["到达时间", minute(arrival.arrived_at)],
            ["卸完时间", minute(arrival.unloaded_at)],
            ["封条号", arrival.seal_no or "无"],
        ],
        "columns": _receipt_columns(arrival.client.short_name),
        "lines": lines,
        "totals": [*_receipt_totals(outcomes), ["多货", str(surplus)]],
    }


def _receipt_columns(client: str) -> list[list[str | float]]:
    return [[title.replace("%s", client), width, align] for title, width, align in RECEIPT_COLUMNS]


def _receipt_totals(outcomes: list[str]) -> list[list[str]]:
    count = {word: outcomes.count(code) for code, word in OUTCOMES.items()}
    by_word = [[word, str(number)] for word, number in count.items()]
    return [["应到", str(len(outcomes))], ["实到", str(len(outcomes) - count["少货"])], *by_word]


def receipt_cells(arrival: Arrival, line: AcceptanceLine, case: ExceptionCase | None) -> list[str]:
    """One line; `case`: what was found on it, with the client's instructions."""
    item = line.item
    word = max(case.instructions.all(), key=lambda said: said.pk, default=None) if case else None
    return [
        item.order.order_no,
        item.name,
        str(item.pieces),
        "0" if line.outcome == AcceptanceLine.SHORT else str(item.pieces),
        "完好" if arrival.seal_intact else "破损",
        "" if line.outcome == AcceptanceLine.SHORT else "完好" if line.packaging_ok else "破损",
        line.clause or line.note,
        OUTCOMES[line.outcome],
        _handling(word.decision if word else None) if case else "",
        word.client_staff_no if word else "",
    ]


def _handling(decision: str | None) -> str:
    """The client's word as it is printed."""
    return HANDLINGS.get(decision, decision) if decision else "待客户指示"


def surplus_cells(arrival: Arrival, found: SurplusRow) -> list[str]:
    """A line of goods in no batch; `found.decision` is the client's word."""
    seal = "完好" if arrival.seal_intact else "破损"
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", str(found.pieces), seal, "", "", "多货", _handling(found.decision), found.staff_no or ""]


def surplus_back_cells(found: SurplusRow) -> list[str]:
    """A line of goods kept from an earlier truck, which leave with this carrier."""
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", "0", "", "", "", "多货带回", HANDLINGS[CARRIER_RETURN], found.staff_no or ""]


def minute(instant: dt.datetime | None) -> str:
    """An instant as it is printed, to the minute; "" before it came."""
    return f"{clock.local(instant):%Y-%m-%d %H:%M}" if instant else ""


# 移库单 (BG-17, BG-18)

SLIP_COLUMNS: list[list[str | float]] = [
    ["订单号", 45, "left"], ["商品", 80, "left"], ["件数", 15, "right"], ["原库区", 30, "left"], ["新库区", 30, "left"],
]  # fmt: skip

AREAS = {
    StoreArea.INSPECTION: "待检区",
    StoreArea.NORMAL: "正常区",
    StoreArea.RETURNS: "退货区",
    StoreArea.DEFECTIVE: "残品区",
}


def area_slip(items: list[GoodsItem], area: StoreArea) -> Content:
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


# The words of these papers on a page in English.
ENGLISH = {
    "承运商": "Carrier", "到货日期": "Arrived on", "到达时间": "Arrived at", "卸完时间": "Unloaded at",
    "封条号": "Seal numbers", "应到": "Expected", "实到": "Arrived", "封条": "Seal", "外包装": "Packaging",
    "标准条款": "Clause", "处理办法": "Decision", "原库区": "Area before", "新库区": "Area after",
    "移往": "Moves to", "接收": "Accepted", "备注接收": "Accepted with a remark", "少货": "Missing",
    "多货": "Surplus", "待检区": "Inspection", "正常区": "Normal", "退货区": "Returns", "残品区": "Defective",
    "破损": "Damaged", "待客户指示": "Waits for the client", "多货带回": "Surplus taken back",
    "完好": "In good order",
}  # fmt: skip
