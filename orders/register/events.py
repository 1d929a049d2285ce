"""Facts about orders."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class OrdersCreated:
    """Orders were accepted from a client's file; their amounts are owed from now on."""

    order_ids: tuple[int, ...]
    business_date: dt.date
    actor_id: int | None


@dataclass(frozen=True)
class OrdersMoved:
    """Orders went through one row of the order's table (`action`, see orders.register.lifecycle.ORDER)."""

    action: str
    order_ids: tuple[int, ...]
    occurred_at: dt.datetime
    actor_id: int | None
