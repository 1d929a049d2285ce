"""What the buyer's receipt shows, always in Chinese."""

from core.money import yuan
from core.types import JsonObject
from dispatch.handover.exports import codes_of, driver_words, person_cells
from dispatch.runs.models import RunStop
from orders.register.models import GoodsItem, Order
from sheets.models import Content

RECEIPT_COLUMNS: list[list[str | float]] = [
    ["订单号", 40, "left"],
    ["收货人", 22, "left"],
    ["商品", 60, "left"],
    ["数量", 12, "right"],
    ["件数", 12, "right"],
    ["空调编码", 34, "left"],
]


def receipt_content(stop: RunStop) -> Content:
    """What the buyer signs: his goods and what was collected."""
    order, run = stop.order, stop.run
    return {
        "meta": [
            ["运单号", order.waybill_no or ""],
            ["车次", run.number],
            ["司机", driver_words(run)],
            ["收款方式", order.known_paid_with.printed],
        ],
        "columns": RECEIPT_COLUMNS,
        "lines": [_goods_line(order, item) for item in order.items.all()],
        "totals": [["件数", str(order.pieces)], ["已收代收款", yuan(order.collected_fen)]],
    }


def _goods_line(order: Order, item: GoodsItem) -> JsonObject:
    cells = [order.order_no, "", item.name, str(item.quantity), str(item.pieces), codes_of([item])]
    return {"order": order.pk, "items": [item.pk], **person_cells(order, RECEIPT_COLUMNS), "cells": cells}


# The words of these papers on a page in English.
ENGLISH = {
    "已收代收款": "Collected",
}  # fmt: skip
