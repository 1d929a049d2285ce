"""Writes the new orders of a file: recipients, orders, goods, parts, exceptions, questions, in a few statements.

The rows go to the database as tuples with their keys taken beforehand (core.bulk); no object is made for each.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from core import audit, clock
from core.bulk import ids_take, rows_add
from core.types import JsonObject
from orders.exceptions.cases import causes
from orders.exceptions.services.cases import Subject, exceptions_open
from orders.intake.kinds import ORDER_IMPORT
from orders.intake.lifecycle import RowResult
from orders.intake.models import ImportBatch, ImportRow
from orders.intake.orderfile.values import OrderKey, Values
from orders.intake.services.places import Zones, outside_code
from orders.intake.services.rows import PLACE, FileLine, Layout, LineGroup
from orders.register.lifecycle import OrderState, PartKind, PaymentState
from orders.register.models import Client, GoodsItem, GoodsPart, Order, Recipient, ServiceZone, about_order
from orders.register.selectors.terms import Terms, terms_of
from orders.register.services.waybills import waybills_give
from orders.zones.addresses import ASK
from orders.zones.addresses.result import Resolution
from orders.zones.cases import OUT_OF_AREA
from orders.zones.services.questions import questions_ask
from people.models import Platform, User

BATCH = 1000
_RECIPIENT = ("id", "name", "phone", "phone2", "phone_tail", "town", "address")
_ORDER = (
    "id",
    "client_id",
    "order_no",
    "shipment_no",
    "waybill_no",
    "business_date",
    "platform_id",
    "shipped_at",
    "promise_at",
    "zone_id",
    "zone_unconfirmed",
    "district",
    "recipient_id",
    "floor",
    "has_lift",
    "upstairs",
    "doc_return",
    "pay_mode",
    "amount_original_fen",
    "amount_due_fen",
    "wanted_window",
    "pieces",
    "remarks",
    "status",
    "payment_state",
    "created_at",
)
_ITEM = (
    "id",
    "order_id",
    "line_no",
    "sku",
    "name",
    "category",
    "quantity",
    "pieces",
    "declared_fen",
    "share_fen",
    "holder_id",
)
_stored = attrgetter("sku", "item", "category", "quantity", "pieces", "declared_fen")
_ROW = ("batch_id", "row_no", "result", "order_id", "problems")
NewPart: TypeAlias = tuple[int, PartKind, str]  # item, which unit, its code


_NO_PROBLEMS: list[JsonObject] = []


@dataclass(slots=True)
class NewOrder:
    """An order about to be written: what its rows and its waybill need."""

    pk: int
    recipient_id: int
    order_no: str
    place: Resolution
    zone: ServiceZone | None
    amount_fen: int
    waybill_no: str | None = None

    @property
    def status(self) -> OrderState:
        return OrderState.EXPECTED if self.zone else OrderState.OUT_OF_AREA


def groups_write(
    *,
    layout: Layout,
    groups: list[LineGroup],
    zones: Zones,
    business_date: dt.date,
    client: Client,
    platform: Platform,
    actor: User | None,
) -> tuple[list[NewOrder], list[NewOrder]]:
    """Create an order for each group. Returns (orders accepted, orders out of area), each with `pk` and `zone`."""
    if not groups:
        return [], []
    rows = [group.values for group in groups]
    orders = _orders(rows, [group.key for group in groups], zones)
    waybills_give(orders=orders, business_date=business_date)
    rows_add(Recipient, _RECIPIENT, _recipients(rows, orders))
    shared = Shared(repeat(client.pk), repeat(business_date), repeat(platform.pk), repeat(clock.now()))
    rows_add(Order, _ORDER, _order_rows(groups, orders, terms_of(client), shared))
    pairs = list(zip(groups, orders, strict=True))
    _goods(pairs, client.holder_id)
    for group, order in pairs:
        if order.zone is None:
            _outside(layout, group, order.place)
        _settle(group, order)
    _history(orders, actor)
    return [order for order in orders if order.zone], [order for order in orders if not order.zone]


def outside_open(*, orders: Iterable[NewOrder], actor: User | None) -> None:
    """Cases and questions of the orders out of area, as `groups_write` returned them.

    Called when all else is written, because every desk waits for the running number of cases until the import ends.
    """
    rows = Order.objects.in_bulk([order.pk for order in orders])
    asked = [(rows[order.pk], order.place) for order in orders if order.place.outcome == ASK]
    questions_ask(subjects=asked, actor=actor)
    excluded = [
        Subject(order=rows[order.pk], cause=causes[outside_code(order.place)])
        for order in orders
        if order.place.outcome != ASK
    ]
    if excluded:
        exceptions_open(kind=OUT_OF_AREA, subjects=excluded, actor=actor)


def rows_report(*, batch: ImportBatch, lines: list[FileLine]) -> None:
    """Keep what became of every line (ENT-06)."""
    rows_add(ImportRow, _ROW, [_row(batch.pk, line) for line in lines])


def _orders(rows: list[Values], keys: list[OrderKey], zones: Zones) -> list[NewOrder]:
    places = zones.all_of([[getattr(row, name) for row in rows] for name in PLACE])
    return list(
        map(
            NewOrder,
            ids_take(Order, len(rows)),
            ids_take(Recipient, len(rows)),
            [order_no for order_no, _ in keys],
            places,
            [zones.row(place) for place in places],
            [row.amount_fen for row in rows],
        )
    )


# The rows of both tables are made column by column: at a hundred thousand orders a call for each is what costs.
def _recipients(rows: list[Values], orders: list[NewOrder]) -> Iterator[tuple[Any, ...]]:
    return zip(
        [order.recipient_id for order in orders],
        [row.name for row in rows],
        [row.phone for row in rows],
        [row.phone2 for row in rows],
        [row.phone[-4:] if row.phone.isdigit() else _tail(row.phone) for row in rows],
        [row.town or order.place.town for row, order in zip(rows, orders, strict=True)],
        [row.address for row in rows],
        strict=True,
    )


def _tail(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())[-4:]


class Shared(NamedTuple):
    """What is the same in every order of a file, without an end."""

    client_ids: Iterator[int]
    dates: Iterator[dt.date]
    platform_ids: Iterator[int]
    instants: Iterator[dt.datetime]


def _promises(
    terms: Terms, shipped: Iterable[dt.datetime | None], zones: Iterable[ServiceZone | None]
) -> list[dt.datetime | None]:
    return [
        terms.due_at(shipped_at=moment, arrived_at=None, zone=zone) for moment, zone in zip(shipped, zones, strict=True)
    ]


def _order_rows(
    groups: list[LineGroup], orders: list[NewOrder], terms: Terms, shared: Shared
) -> Iterator[tuple[Any, ...]]:
    rows, zones = [group.values for group in groups], [order.zone for order in orders]
    shipped, amounts = [row.shipped_at for row in rows], [order.amount_fen for order in orders]
    return zip(  # noqa: B905 what is the same in every row does not end
        [order.pk for order in orders],
        shared.client_ids,
        [group.key[0] for group in groups],
        [group.key[1] for group in groups],
        [order.waybill_no for order in orders],
        shared.dates,
        shared.platform_ids,
        shipped,
        _promises(terms, shipped, zones),
        [zone and zone.pk for zone in zones],
        [order.place.unconfirmed for order in orders],
        [row.district or order.place.district for row, order in zip(rows, orders, strict=True)],
        [order.recipient_id for order in orders],
        [row.floor for row in rows],
        [row.has_lift for row in rows],
        [row.upstairs for row in rows],
        [group.doc_return for group in groups],
        [row.pay_mode for row in rows],
        amounts,
        amounts,
        [row.wanted_window for row in rows],
        [sum([line.values.pieces for line in group.lines]) for group in groups],
        [group.remarks for group in groups],
        [order.status for order in orders],
        [PaymentState.UNPAID if amount else PaymentState.NONE for amount in amounts],
        shared.instants,
    )


def _goods(pairs: list[tuple[LineGroup, NewOrder]], holder_id: int) -> None:
    count = sum(len(group.lines) for group, _ in pairs)
    ids = iter(ids_take(GoodsItem, count))
    parts: list[NewPart] = []
    rows_add(GoodsItem, _ITEM, _items(pairs, ids, holder_id, parts))
    rows_add(GoodsPart, ("item_id", "kind", "code"), parts)


def _items(
    pairs: list[tuple[LineGroup, NewOrder]], ids: Iterator[int], holder_id: int, parts: list[NewPart]
) -> Iterator[tuple[int | str, ...]]:
    """The rows of the items; the parts of air conditioners are added to `parts` on the way."""
    for group, order in pairs:
        for number, line in enumerate(group.lines, 1):
            values, pk = line.values, next(ids)
            if values.indoor or values.outdoor:
                parts += [(pk, kind, code) for kind in PartKind if (code := getattr(values, kind))]
            yield pk, order.pk, number, *_stored(values), line.share_fen, holder_id


def _outside(layout: Layout, group: LineGroup, place: Resolution) -> None:
    code = outside_code(place)
    for line in group.lines:
        line.problems.append(layout.problem(line.number, "address", code, group.values.district))


def _settle(group: LineGroup, order: NewOrder) -> None:
    result = RowResult.CREATED if order.zone else RowResult.OUT_OF_AREA
    for line in group.lines:
        line.order, line.result = order, result


def _history(orders: list[NewOrder], actor: User | None) -> None:
    changes = (
        (f"orders.order:{order.pk}", about_order(order.pk), None, _history_of(order.status, order.amount_fen))
        for order in orders
    )
    audit.record_refs(actor=actor, action=ORDER_IMPORT, changes=changes)


@lru_cache(maxsize=4096)
def _history_of(status: OrderState, amount_fen: int) -> JsonObject:
    return {"status": status, "amount_fen": amount_fen}


def _row(batch_id: int, line: FileLine) -> tuple[Any, ...]:
    order, problems = line.order, _NO_PROBLEMS
    if line.problems:
        number = line.values.order_no or ""  # the order number, where no order holds it
        problems = [problem.stored() | ({} if order else {"order_no": number}) for problem in line.problems]
    return batch_id, line.number, line.result, order.pk if order else None, problems
