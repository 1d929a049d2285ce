"""The values of one row of the order file, by the fields of its columns."""

import datetime as dt
from typing import NamedTuple, TypeAlias

from orders.register.payways import PaymentWish

OrderKey: TypeAlias = tuple[str, str]  # order number, shipment number
FoundKey: TypeAlias = tuple[str | None, str | None]  # as it stands in a row that nobody has checked


class Values(NamedTuple):
    """A row as its columns read it, in the order of `titles.COLUMNS`.

    The value of a bad cell is None, and its order is rejected for it: of such a row only what is declared so is read.
    """

    order_no: str | None
    shipment_no: str | None
    type: str
    shipped_at: dt.datetime | None
    name: str
    phone: str
    phone2: str
    province: str
    city: str
    district: str
    town: str
    address: str | None
    floor: str
    has_lift: bool | None
    upstairs: bool
    doc_return: bool
    sku: str
    item: str
    category: str
    quantity: int
    pieces: int
    indoor: str
    outdoor: str
    declared_fen: int
    share_fen: int | None
    amount_fen: int
    pay_mode: PaymentWish
    wanted_window: str
    remarks: str
