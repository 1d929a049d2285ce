"""Facts about orders."""

import datetime as dt
from dataclasses import dataclass

from orders.register.lifecycle import OrderAction


@dataclass(frozen=True)
class OrdersCreated:
    """Orders were accepted from a client's file; their amounts are owed from now on."""

    order_ids: tuple[int, ...]
    business_date: dt.date
    actor_id: int | None


@dataclass(frozen=True)
class OrdersMoved:
    """Orders went through one row of the order's table (orders.register.lifecycle.ORDER)."""

    action: OrderAction
    order_ids: tuple[int, ...]
    occurred_at: dt.datetime
    actor_id: int | None
