"""The one writer of where an order goes and what is promised for it (part i, AMB-01, CON-15).

The promise follows from the client's terms and three facts of the order: the client's ship-out, the arrival of its
line-haul, and its zone. Whoever learns one of them says so here; the promise is reckoned anew, and every change is
audited.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet

from core import audit
from orders.register.kinds import ORDER_DESIGNATED, ORDER_PROMISE
from orders.register.models import Client, Order, ServiceZone
from orders.register.selectors.terms import terms_of
from people.models import Platform, User

BATCH = 1000


@transaction.atomic
def place_set(
    *, order: Order, zone: ServiceZone, actor: User | None, unconfirmed: bool = False, district: str = ""
) -> Order:
    """Take an order into a zone, and promise accordingly; returns the order as it is now.

    `unconfirmed`: nobody is sure of it (SLA-23); `district`: as the file or the address says, kept when empty.
    """
    order = Order.objects.select_for_update(of=("self",), no_key=True).select_related("zone", "client").get(pk=order.pk)
    before = _told(order)
    order.zone, order.zone_unconfirmed = zone, unconfirmed
    order.district = district or order.district
    order.promise_at = terms_of(order.client).due_at(
        shipped_at=order.shipped_at, arrived_at=order.arrived_at, zone=zone
    )
    order.save(update_fields=["zone", "zone_unconfirmed", "district", "promise_at"])
    after = _told(order)
    if after != before:
        audit.record(actor=actor, action=ORDER_PROMISE, subject=order, old=before, new=after)
    return order


@transaction.atomic
def line_haul_arrived(
    *, client: Client, platform: Platform, business_date: dt.date, arrived_at: dt.datetime, actor: User | None = None
) -> int:
    """The first line-haul of these orders' day is here: it starts what no ship-out started; returns how many."""
    rows = Order.objects.filter(client=client, platform=platform, business_date=business_date, arrived_at=None)
    return _arrive(rows, arrived_at, actor)


@transaction.atomic
def goods_arrived(*, order_ids: Collection[int], arrived_at: dt.datetime, actor: User | None = None) -> int:
    """The line-haul that brought the last of these orders' goods is the one that counts; returns how many changed."""
    return _arrive(Order.objects.filter(pk__in=order_ids).exclude(arrived_at=arrived_at), arrived_at, actor)


@transaction.atomic
def zones_asked(*, order_ids: Iterable[int], asked: bool) -> None:
    """Whether these orders wait for a person to pick their zone (SLA-24); pushed by the zones' room."""
    Order.objects.filter(pk__in=list(order_ids)).update(zone_asked=asked)


@transaction.atomic
def designation_keep(
    *,
    order: Order,
    called_at: dt.datetime,
    window_start: dt.datetime | None = None,
    window_end: dt.datetime | None = None,
    actor: User | None = None,
) -> None:
    """Keep what the customer said of his own time, which excuses lateness; without a window he took it back (CON-15).

    Only words spoken before the promise ended count: afterwards nothing is excused and nothing is lost.
    """
    order = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    if order.promise_at is None or called_at > order.promise_at or not (window_start or order.designated_at):
        return
    said = called_at if window_start else None
    values = {"designated_at": said, "designated_from": window_start, "designated_until": window_end}
    Order.objects.filter(pk=order.pk).update(**values)
    window = (window_start, window_end) if window_start and window_end else None
    new = {"from": window[0].isoformat(), "until": window[1].isoformat()} if window else None
    audit.record(actor=actor, action=ORDER_DESIGNATED, subject=order, new=new)


def _arrive(rows: QuerySet[Order], arrived_at: dt.datetime, actor: User | None) -> int:
    orders = list(rows.select_for_update(of=("self",), no_key=True).select_related("zone", "client").order_by("pk"))
    terms = {client: terms_of(client) for client in {order.client for order in orders}}
    changes = []
    for order in orders:
        before, rule = _told(order), terms[order.client]
        begun, order.arrived_at = rule.begins_at(order.shipped_at, order.arrived_at), arrived_at
        if (
            rule.begins_at(order.shipped_at, arrived_at) != begun
        ):  # else it is promised already: today's terms are not asked
            order.promise_at = rule.due_at(shipped_at=order.shipped_at, arrived_at=arrived_at, zone=order.zone)
        if (after := _told(order)) != before:
            changes.append((order, before, after))
    Order.objects.bulk_update(orders, ["arrived_at", "promise_at"], batch_size=BATCH)
    audit.record_many(actor=actor, action=ORDER_PROMISE, changes=changes)
    return len(changes)


def _told(order: Order) -> dict[str, str | None]:
    promise = order.promise_at.isoformat() if order.promise_at else None
    return {"zone": order.zone.name if order.zone else None, "promise_at": promise}
