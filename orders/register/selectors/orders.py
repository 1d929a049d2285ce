"""Orders, starting from what this user may see."""

import datetime as dt

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from core.pagination import COUNT_CAP
from core.types import JsonObject
from orders.register import lifecycle, promises
from orders.register.lifecycle import DeliveryResult, OrderState
from orders.register.models import Order
from orders.register.promises import Punctuality
from people.models import User
from people.selectors import platforms_of

ON_THE_WAY = {OrderState.EXPECTED, OrderState.INBOUND_EXCEPTION, OrderState.IN_STOCK, *lifecycle.ON_VAN}


def orders_for(user: User) -> QuerySet[Order]:
    """Orders of the platforms whose goods this person may see (SOD-07)."""
    return Order.objects.filter(platform__in=platforms_of(user))


def order_get(*, user: User, pk: int) -> Order:
    """One order that this user may see, or Missing."""
    order = listed(orders_for(user)).filter(pk=pk).first()
    if order is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return order


def listed(rows: QuerySet[Order]) -> QuerySet[Order]:
    """The rows with everything that a line of a list shows, newest business date first."""
    rows = rows.select_related("zone", "recipient").prefetch_related("items")
    return rows.order_by("-business_date", "id")


def abouts_of(orders: QuerySet[Order]) -> QuerySet[Order, tuple[str]]:
    """The rows as what their money, papers and files are filed under; for `about__in`."""
    return orders.order_by().values_list(Concat(Value("order:"), Cast("pk", CharField())))


def status_tabs(rows: QuerySet[Order], current: str) -> list[JsonObject]:
    """Tabs over `rows`: all, then every status that occurs or is chosen, with its count; of very many rows without."""
    counted = Order.objects.filter(pk__in=rows.order_by()[:COUNT_CAP].values("pk")).order_by()
    counts = dict(counted.values_list("status").annotate(Count("pk")))
    total = sum(counts.values())
    few = total < COUNT_CAP
    tabs = [{"label": gettext("All"), "code": "", "count": total if few else None, "current": not current}]
    for code, state in lifecycle.ORDER.states.items():
        if code in counts or code == current or not few:
            count = counts.get(code, 0) if few else None
            tabs.append({"label": gettext(state.label), "code": code, "count": count, "current": code == current})
    return tabs


def past_promise(order: Order, now: dt.datetime) -> str:
    """`late` or `excused` when the promised moment is over and the goods are still on their way; else "" (CON-15)."""
    state = promises.punctuality_of(order.promise_at, order.designations, now=now).state
    return state if order.status in ON_THE_WAY and state in (promises.LATE, promises.EXCUSED) else ""


def punctuality(order: Order, now: dt.datetime) -> Punctuality | None:
    """Whether the promise was kept; None for an order that is neither on its way nor delivered."""
    done_at = None
    if order.status == OrderState.DELIVERED:
        rows = order.outcomes.filter(result=DeliveryResult.DELIVERED).order_by("-id")
        done_at = rows.values_list("occurred_at", flat=True).first()
    if order.promise_at is None or not (done_at or order.status in ON_THE_WAY):
        return None
    return promises.punctuality_of(order.promise_at, order.designations, now=now, done_at=done_at)
