"""Runs, their stops and what waits for a plan, as far as this person may see."""

import datetime as dt
from collections.abc import Collection
from typing import TypeAlias, TypedDict

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from core.types import WithAnnotations
from dispatch.fleet.selectors import drivers_of
from dispatch.runs import lifecycle
from dispatch.runs.lifecycle import CLOSED, RunState, StopState
from dispatch.runs.models import LineMatch, Run, RunSheet, RunStop
from dispatch.runs.rights import RUNS_READ
from dispatch.runs.suggest import Delivery, Seat, assign
from orders.exceptions.selectors.next_steps import held_back
from orders.register.models import Order
from people.models import User
from people.roles import DRIVER
from people.selectors import platforms_of

ACTIVE = Q(stops__status__in=[StopState.OPEN, *CLOSED])
HELD = (StopState.OPEN, StopState.BARRED)


class RunFigures(TypedDict):
    """What `runs_of` counts, and the active sheet that it brings along: none or one."""

    stop_count: int
    closed_count: int
    pieces: int
    cod_fen: int
    active_sheets: list[RunSheet]


RunRow: TypeAlias = WithAnnotations[Run, RunFigures]


def runs_seen(user: User, date: dt.date | None = None) -> QuerySet[Run]:
    """Runs that this person may see, a driver only his own."""
    rows = Run.objects.all() if date is None else Run.objects.filter(business_date=date)
    return rows.filter(driver__user=user) if _only_driver(user) else rows.filter(platform__in=platforms_of(user))


def runs_of(user: User, date: dt.date | None = None) -> QuerySet[RunRow]:
    """Those runs with their figures; not to be asked within another query, which would reckon them for all runs."""
    rows = runs_seen(user, date).select_related("driver__user", "vehicle", "platform", "clearance", "planned_by")
    closed = Q(stops__status__in=CLOSED)
    rows = rows.annotate(
        stop_count=Count("stops", filter=ACTIVE),
        closed_count=Count("stops", filter=closed),
        pieces=Sum("stops__order__pieces", filter=ACTIVE, default=0),
        cod_fen=Sum("stops__order__amount_due_fen", filter=ACTIVE, default=0),
    )
    active = RunSheet.objects.filter(active=True).select_related("sheet").defer("sheet__content")
    active = active.prefetch_related("sheet__signatures")
    return rows.prefetch_related(Prefetch("sheets", active, to_attr="active_sheets"))


def run_of(user: User, pk: int) -> RunRow:
    """One run, or Missing (404) when it is not for this person's eyes."""
    run = runs_of(user).filter(pk=pk).first()
    if run is None:
        raise Missing("run", _("This run is not there, or not for you."))
    return run


def stops_of(run: Run) -> QuerySet[RunStop]:
    """The stops of a run in order, without those taken off."""
    rows = run.stops.exclude(status=StopState.REMOVED)
    rows = rows.select_related("order__recipient", "order__zone", "order__appointment", "run", "receipt")
    return rows.defer("receipt__content").prefetch_related("order__items").order_by("sequence", "id")


def stops_among(user: User, ids: list[int]) -> list[RunStop]:
    """Those of these stops that this person may see; Missing when one is not among them."""
    rows = list(RunStop.objects.filter(pk__in=ids, run__platform__in=platforms_of(user)).select_related("order"))
    if len(rows) != len(set(ids)):
        raise Missing("stop", _("This stop is not there, or not yours."))
    return rows


def unplanned(user: User, date: dt.date) -> QuerySet[Order]:
    """Orders of the day up to today that may be planned and stand on no run, by zone and town."""
    taken = RunStop.objects.filter(status__in=HELD).values("order_id")
    places = platforms_of(user)
    rows = Order.objects.filter(status__in=lifecycle.PLANNABLE, business_date__lte=date, platform__in=places)
    rows = rows.exclude(pk__in=taken).exclude(pk__in=held_back(date)).select_related("zone", "recipient")
    return rows.order_by("zone_id", "recipient__town", "recipient__address", "id")


def orders_among(user: User, ids: list[int]) -> list[Order]:
    """These orders in the order of `ids`; Missing when one is not for this person's eyes."""
    rows = Order.objects.filter(pk__in=ids, platform__in=platforms_of(user)).in_bulk()
    if len(rows) != len(set(ids)):
        raise Missing("order", _("One of the orders is not there, or not for you."))
    return [rows[pk] for pk in ids]


def order_on_run(run: Run, order_id: int) -> Order:
    """An order of this run, whatever became of its stop, or Missing."""
    stop = run.stops.filter(order_id=order_id).select_related("order").first()
    if stop is None:
        raise Missing("stop", _("This stop is not there, or not yours."))
    return stop.order


def matched_orders(run: Run) -> set[int]:
    """Ids of the orders that the driver found on the active sheet."""
    rows = LineMatch.objects.filter(sheet__run_sheet__run=run, sheet__run_sheet__active=True)
    return set(rows.values_list("order_id", flat=True))


def matched_counts(runs: Collection[Run]) -> dict[int, int]:
    """{run id: lines that the driver found on its active sheet}."""
    rows = LineMatch.objects.filter(sheet__run_sheet__run__in=runs, sheet__run_sheet__active=True)
    return dict(rows.values_list("sheet__run_sheet__run").annotate(Count("id")))


def suggestion(user: User, date: dt.date) -> dict[str, list[int]]:
    """{driver code: [order ids]} for what is unplanned, over the drivers who may still take more; writes nothing."""
    deliveries = [
        Delivery(o.pk, f"{o.zone_id:05d}" if o.zone_id else "", o.recipient.town, o.recipient.address, o.pieces)
        for o in unplanned(user, date)
    ]
    runs = {run.driver_id: run for run in runs_of(user, date)}
    seats = [
        Seat(driver.code, runs[driver.pk].stop_count if driver.pk in runs else 0)
        for driver in drivers_of(user).filter(active=True)
        if driver.pk not in runs or runs[driver.pk].status in (RunState.PLANNED, RunState.ISSUED)
    ]
    return assign(deliveries, seats)


def _only_driver(user: User) -> bool:
    return DRIVER in user.roles and not user.may(RUNS_READ)
