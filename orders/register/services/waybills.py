"""The one place where waybill numbers are given."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from core import numbers
from orders.register.models import ServiceZone


class Numbered(Protocol):
    """An order, or one about to be written."""

    waybill_no: str | None

    @property
    def zone(self) -> ServiceZone | None: ...


def waybills_give(*, orders: Iterable[Numbered], business_date: dt.date) -> None:
    """Set `waybill_no` on unsaved orders that have a zone; none without one (INV-01).

    Digits only, the day first, so that a driver can key one and a scanner read it.
    """
    accepted = [order for order in orders if order.zone]
    if accepted:
        day = f"{business_date:%y%m%d}"
        first = numbers.take(f"waybill:{day}", len(accepted))
        for number, order in enumerate(accepted, first):
            order.waybill_no = f"{day}{number:05d}"
