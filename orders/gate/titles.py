"""What the papers of the gate show, always in Chinese: the acceptance receipt and the area slip."""

import datetime as dt

from core import clock
from core.types import JsonObject
from orders.exceptions.models import Instruction
from orders.gate.models import AcceptanceLine, Arrival, SurplusItem
from orders.register.lifecycle import StoreArea
from orders.register.models import GoodsItem

# DOC-04 货物签收单

RECEIPT_COLUMNS = [
    ["订单号", 40, "left"],
    ["商品", 50, "left"],
    ["应到", 11, "right"],
    ["实到", 11, "right"],
    ["封条", 13, "left"],
    ["外包装", 14, "left"],
    ["标准条款", 24, "left"],
    ["结果", 18, "left"],
    ["处理办法", 28, "left"],
    ["%s客服工号", 24, "left"],
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


def receipt_frame(arrival: Arrival, outcomes: list[str], surplus: int = 0) -> JsonObject:
    """Head, columns and totals of the receipt; `outcomes`: of every line; `surplus`: how many in no batch."""
    name, count = arrival.client.short_name, {word: outcomes.count(code) for code, word in OUTCOMES.items()}
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
        "columns": [[title.replace("%s", name), *rest] for title, *rest in RECEIPT_COLUMNS],
        "totals": [["应到", str(len(outcomes))], ["实到", str(arrived)], *by_word, ["多货", str(surplus)]],
    }


def receipt_cells(arrival: Arrival, line: AcceptanceLine, word: Instruction | None) -> list[str]:
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


def surplus_cells(arrival: Arrival, found: SurplusItem) -> list[str]:
    """A line of goods in no batch; `found.decision` is the client's word."""
    seal = "完好" if arrival.seal_intact else "破损"
    handling = HANDLINGS[found.decision] if found.decision else "待客户指示"
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", str(found.pieces), seal, "", "", "多货", handling, found.staff_no or ""]


def surplus_back_cells(found: SurplusItem) -> list[str]:
    """A line of goods kept from an earlier truck, which leave with this carrier."""
    name = " ".join(filter(None, [found.label, found.code]))
    return ["", name, "0", "0", "", "", "", "多货带回", HANDLINGS[found.decision], found.staff_no]


def minute(instant: dt.datetime) -> str:
    """An instant as it is printed, to the minute."""
    return f"{clock.local(instant):%Y-%m-%d %H:%M}"


# 移库单 (BG-17, BG-18)

SLIP_COLUMNS = [
    ["订单号", 45, "left"], ["商品", 80, "left"], ["件数", 15, "right"], ["原库区", 30, "left"], ["新库区", 30, "left"],
]  # fmt: skip

AREAS = {
    StoreArea.INSPECTION: "待检区",
    StoreArea.NORMAL: "正常区",
    StoreArea.RETURNS: "退货区",
    StoreArea.DEFECTIVE: "残品区",
}


def area_slip(items: list[GoodsItem], area: str) -> JsonObject:
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
