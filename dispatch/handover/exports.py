"""What the goods handover sheet shows, always in Chinese (DOC-05)."""

from collections.abc import Sequence

from core.money import yuan
from core.types import JsonObject
from dispatch.runs.models import Run, RunStop
from orders.register.lifecycle import PartKind
from orders.register.models import GoodsItem, Order
from orders.register.selectors.persons import person_ref
from sheets.models import Content
from sheets.services.papers import person_digest

# Title, width in millimetres, side.
COLUMNS: list[list[str | float]] = [
    ["站序", 10, "right"],
    ["运单号", 27, "left"],
    ["订单号", 38, "left"],
    ["收货人", 20, "left"],
    ["区", 18, "left"],
    ["商品", 62, "left"],
    ["件数", 11, "right"],
    ["空调编码", 36, "left"],
    ["代收金额", 22, "right"],
    ["收款方式", 17, "left"],
    ["返单", 12, "left"],
]


def handover_content(run: Run, stops: list[RunStop]) -> Content:
    """The content of DOC-05. The recipient stands there by reference and digest, never by name."""
    orders = [stop.order for stop in stops]
    total = sum(order.amount_due_fen for order in orders)
    vehicle = run.vehicle.plate if run.vehicle else "-"
    return {
        "meta": [
            ["车次", run.number],
            ["平台", run.platform.name],
            ["司机", driver_words(run)],
            ["车牌", vehicle],
            ["应预授权", yuan(total)],
        ],
        "columns": COLUMNS,
        "lines": [_line(place, stop.order) for place, stop in enumerate(stops, 1)],
        "totals": [
            ["单数", str(len(orders))],
            ["件数", str(sum(order.pieces for order in orders))],
            ["代收合计", yuan(total)],
        ],
    }


def _line(place: int, order: Order) -> JsonObject:
    items = list(order.items.all())
    names = "、".join(f"{item.name}×{item.quantity}" if item.quantity > 1 else item.name for item in items)
    cells = [
        str(place),
        order.waybill_no or "",
        order.order_no,
        "",
        order.district or str(order.zone or ""),
        names,
        str(order.pieces),
        codes_of(items),
        yuan(order.amount_due_fen),
        order.pay_mode.printed,
        "是" if order.doc_return else "否",
    ]
    return {
        "order": order.pk,
        "items": [item.pk for item in items],
        "amount_fen": order.amount_due_fen,
        **person_cells(order, COLUMNS),
        "cells": cells,
    }


def driver_words(run: Run) -> str:
    """The driver by code and staff number."""
    return f"{run.driver.code} {run.driver.user.staff_no}"


def person_cells(order: Order, columns: Sequence[Sequence[object]]) -> JsonObject:
    """Who the line is for: by reference, put into its cell only where the sheet is shown."""
    person = order.recipient
    digest = person_digest(f"{person.name} {person.phone}")
    return {
        "person": person_ref(person),
        "person_digest": digest,
        "person_cell": [title for title, *_ in columns].index("收货人"),
    }


def codes_of(items: list[GoodsItem]) -> str:
    """The codes of the indoor and outdoor units."""
    parts = [part for item in items for part in item.parts.all()]
    return " ".join(f"{'内' if part.kind == PartKind.INDOOR else '外'}{part.code}" for part in parts)


# The words of these papers on a page in English.
ENGLISH = {
    "应预授权": "To be held", "站序": "Stop", "代收合计": "To collect in all",
}  # fmt: skip
