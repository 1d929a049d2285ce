"""What the payment request shows, always in Chinese (DOC-17)."""

import datetime as dt
from collections.abc import Collection

from core import money
from orders.register.models import Client, Order
from sheets.models import Content


def payment_content(week: dt.date, client: Client, orders: Collection[Order], total_fen: int) -> Content:
    """The content of the payment request sheet (DOC-17)."""
    return {
        "meta": [
            ["对账周", f"{week:%Y-%m-%d}"],
            ["收款方", f"{client.name} {client.account}".strip()],
            ["笔数", str(len(orders))],
            ["金额", money.yuan(total_fen)],
            ["金额大写", money.chinese(total_fen)],
        ],
        "columns": [["序号", 14, "right"], ["订单号", 60, "left"], ["发货批次", 20, "left"], ["金额", 30, "right"]],
        "lines": [
            {"order": order.pk, "cells": [str(n), order.order_no, order.shipment_no, money.yuan(order.collected_fen)]}
            for n, order in enumerate(orders, 1)
        ],
        "totals": [["笔数", str(len(orders))], ["合计", money.yuan(total_fen)]],
    }


# The words of these papers on a page in English.
ENGLISH = {
    "对账周": "Week", "收款方": "Payee", "金额大写": "Amount in words", "发货批次": "Shipment",
    "笔数": "Orders",
}  # fmt: skip
