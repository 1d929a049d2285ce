"""What the papers of the dispatch room show, always in Chinese: the goods handover sheet (DOC-05), the receipt."""

from core.money import yuan
from orders.selectors.persons import person_ref
from sheets.services.papers import person_digest

# Title, width in millimetres, side.
COLUMNS = [
    ["站序", 10, "right"], ["运单号", 27, "left"], ["订单号", 38, "left"], ["收货人", 20, "left"], ["区", 18, "left"],
    ["商品", 62, "left"], ["件数", 11, "right"], ["空调编码", 36, "left"], ["代收金额", 22, "right"],
    ["收款方式", 17, "left"], ["返单", 12, "left"],
]  # fmt: skip
RECEIPT_COLUMNS = [
    ["订单号", 40, "left"], ["收货人", 22, "left"], ["商品", 60, "left"], ["数量", 12, "right"], ["件数", 12, "right"],
    ["空调编码", 34, "left"],
]  # fmt: skip
PAY_MODES = {"none": "无", "card": "刷卡", "cash": "现金"}


def handover_content(run, stops):
    """The content of DOC-05. The recipient stands there by reference and digest, never by name."""
    orders = [stop.order for stop in stops]
    total = sum(order.amount_due_fen for order in orders)
    vehicle = run.vehicle.plate if run.vehicle else "-"
    return {
        "meta": [
            ["车次", run.number], ["平台", run.platform.name], ["司机", _driver(run)],
            ["车牌", vehicle], ["应预授权", yuan(total)],
        ],
        "columns": COLUMNS,
        "lines": [_line(place, stop.order) for place, stop in enumerate(stops, 1)],
        "totals": [
            ["单数", str(len(orders))], ["件数", str(sum(order.pieces for order in orders))], ["代收合计", yuan(total)],
        ],
    }  # fmt: skip


def _line(place, order):
    items = list(order.items.all())
    names = "、".join(f"{item.name}×{item.quantity}" if item.quantity > 1 else item.name for item in items)
    cells = [
        str(place), order.waybill_no or "", order.order_no, "", order.district or str(order.zone or ""), names,
        str(order.pieces), _codes(items), yuan(order.amount_due_fen), PAY_MODES.get(order.pay_mode, order.pay_mode),
        "是" if order.doc_return else "否",
    ]  # fmt: skip
    return {
        "order": order.pk, "items": [item.pk for item in items], "amount_fen": order.amount_due_fen,
        **_person(order, COLUMNS), "cells": cells,
    }  # fmt: skip


def receipt_content(stop):
    """What the buyer signs: his goods and what was collected."""
    order, run = stop.order, stop.run
    return {
        "meta": [
            ["运单号", order.waybill_no or ""], ["车次", run.number], ["司机", _driver(run)],
            ["收款方式", PAY_MODES.get(order.pay_mode, order.pay_mode)],
        ],
        "columns": RECEIPT_COLUMNS,
        "lines": [_goods_line(order, item) for item in order.items.all()],
        "totals": [["件数", str(order.pieces)], ["已收代收款", yuan(order.amount_due_fen)]],
    }  # fmt: skip


def _goods_line(order, item):
    cells = [order.order_no, "", item.name, str(item.quantity), str(item.pieces), _codes([item])]
    return {"order": order.pk, "items": [item.pk], **_person(order, RECEIPT_COLUMNS), "cells": cells}


def _driver(run):
    return f"{run.driver.code} {run.driver.user.staff_no}"


def _person(order, columns):
    """Who the line is for: by reference, put into its cell only where the sheet is shown."""
    person = order.recipient
    digest = person_digest(f"{person.name} {person.phone}")
    return {
        "person": person_ref(person),
        "person_digest": digest,
        "person_cell": [title for title, *_ in columns].index("收货人"),
    }


def _codes(items):
    parts = [part for item in items for part in item.parts.all()]
    return " ".join(f"{'内' if part.kind == 'indoor' else '外'}{part.code}" for part in parts)
