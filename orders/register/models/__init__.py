"""Rows of this room, by noun."""

from orders.register.models.client import Client, ServiceZone, ZoneTerms
from orders.register.models.goods import CustodyMovement, Document, GoodsItem, GoodsPart
from orders.register.models.order import (
    Order,
    Outcome,
    OutcomeSigner,
    Reason,
    Recipient,
    StatusChange,
    about_order,
)

__all__ = [
    "Client",
    "CustodyMovement",
    "Document",
    "GoodsItem",
    "GoodsPart",
    "Order",
    "Outcome",
    "OutcomeSigner",
    "Reason",
    "Recipient",
    "ServiceZone",
    "StatusChange",
    "ZoneTerms",
    "about_order",
]
