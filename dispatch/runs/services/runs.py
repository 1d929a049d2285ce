"""Runs planned by the dispatcher. Who takes an order first is decided by a unique constraint."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core import audit, clock, numbers
from core.errors import Conflict, Invalid, Missing
from core.facts import publish
from core.lifecycle import N_
from core.translatable import translatable
from dispatch.fleet.models import Driver, Vehicle
from dispatch.runs import lifecycle
from dispatch.runs.events import OrdersPlanned, PlanChanged
from dispatch.runs.kinds import RUN_CREATE, RUN_REORDER, STOP_MOVE, STOP_PLAN
from dispatch.runs.lifecycle import RunState, StopAction, StopState
from dispatch.runs.models import Run, RunStop
from dispatch.runs.services.stops import stops_mark
from orders.exceptions.lifecycle import StepKind
from orders.exceptions.services.next_steps import return_guard, steps_carry_out
from orders.register.models import Order
from people.models import Platform, User

OPEN_PLAN = (RunState.PLANNED, RunState.ISSUED)
Load: TypeAlias = tuple[Driver, Vehicle | None, list[Order]]  # the orders in stop order


@transaction.atomic
def run_plan(*, business_date: dt.date, platform: Platform, runs: Iterable[Load], actor: User) -> list[Run]:
    """Put orders on runs; returns the runs.

    A driver's open run of that day gets the orders at its end. All or none. Raises Conflict naming the run and the
    planner who was faster, Invalid for an order, a driver or a vehicle of another platform.
    """
    planned = []
    for driver, vehicle, orders in sorted(runs, key=lambda row: row[0].code):
        run = _run_for(business_date, platform, driver, vehicle, actor)
        _stops_add(run, orders, actor)
        _changed_tell(run, actor)
        planned.append(run)
    return planned


@transaction.atomic
def stops_move(*, stops: list[RunStop], run: Run, actor: User) -> None:
    """Take stops to the end of another run of the same day, before either sheet is signed."""
    held = lock_runs({stop.run_id for stop in stops} | {run.pk})
    target, sources = held[run.pk], [held[pk] for pk in {stop.run_id for stop in stops} - {run.pk}]
    _same_day(target, sources)
    rows = _open_stops([stop.pk for stop in stops])
    after = _last(target)
    for place, row in enumerate(rows, after + 1):
        RunStop.objects.filter(pk=row.pk).update(run=target, sequence=place)
    changes = [(row, {"run": row.run_id}, {"run": target.pk}) for row in rows]
    audit.record_many(actor=actor, action=STOP_MOVE, changes=changes)
    for changed in [*sources, target]:
        _renumber(changed)
        _changed_tell(changed, actor)


@transaction.atomic
def stops_reorder(*, run: Run, stops: list[int], actor: User) -> None:
    """Put the open stops of a run into this order (ids), before its sheet is signed."""
    run = lock_run(run)
    _still_open(run)
    before = list(run.stops.filter(status=StopState.OPEN).values_list("pk", flat=True))
    if sorted(before) != sorted(stops):
        raise Conflict("stops_changed", _("The stops of %(run)s have changed meanwhile; look again."), run=run.number)
    for place, pk in enumerate(stops, 1):
        RunStop.objects.filter(pk=pk).update(sequence=place)
    audit.record(actor=actor, action=RUN_REORDER, subject=run, old={"stops": before}, new={"stops": list(stops)})
    _changed_tell(run, actor)


@transaction.atomic
def stops_remove(*, run: Run, stops: list[RunStop], actor: User | None, reason: str = "") -> None:
    """Take stops off a run before its sheet is signed; their orders wait for a plan again."""
    run = lock_run(run)
    _still_open(run)
    ids = list(run.stops.filter(pk__in=[stop.pk for stop in stops]).values_list("pk", flat=True))
    stops_mark(action=StopAction.REMOVE, stop_ids=ids, actor=actor, note=reason, closed_at=clock.now())
    _renumber(run)
    _changed_tell(run, actor, reason)


def lock_run(run: Run) -> Run:
    """The run, locked and fresh."""
    return Run.objects.select_for_update(no_key=True).get(pk=run.pk)


def lock_runs(ids: set[int]) -> dict[int, Run]:
    """{id: run} of these runs, locked in one order so that two people never wait for each other."""
    return {run.pk: run for run in Run.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")}


def _run_for(business_date: dt.date, platform: Platform, driver: Driver, vehicle: Vehicle | None, actor: User) -> Run:
    if driver.platform_id != platform.pk or (vehicle and vehicle.platform_id != platform.pk):
        raise Invalid("platform", _("Driver %(driver)s or his vehicle is of another platform."), driver=driver.code)
    if not driver.active:
        text = _("Driver %(driver)s may not drive: %(reason)s")
        raise Invalid("driver_blocked", text, driver=driver.code, reason=driver.blocked_reason or "-")
    run = Run.objects.select_for_update(no_key=True).filter(driver=driver, business_date=business_date).first()
    run = run or _run_make(business_date, platform, driver, vehicle, actor)
    _still_open(run)
    if vehicle and run.vehicle_id != vehicle.pk:
        Run.objects.filter(pk=run.pk).update(vehicle=vehicle)
        run.vehicle = vehicle
    return run


def _run_make(business_date: dt.date, platform: Platform, driver: Driver, vehicle: Vehicle | None, actor: User) -> Run:
    series = f"PC{platform.code}-{business_date:%y%m%d}"
    values = {
        "platform": platform,
        "vehicle": vehicle,
        "planned_by": actor,
        "planned_at": clock.now(),
        "number": f"{series}-{numbers.take(f'run:{series}'):03d}",
    }
    run, made = Run.objects.get_or_create(driver=driver, business_date=business_date, defaults=values)
    if made:
        audit.record(actor=actor, action=RUN_CREATE, subject=run, new={"number": run.number, "driver": driver.code})
        return run
    return lock_run(run)


def _stops_add(run: Run, orders: list[Order], actor: User) -> None:
    ids = [order.pk for order in orders]
    rows = {order.pk: order for order in Order.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")}
    for pk in ids:
        _plannable(rows.get(pk), run)
    return_guard(ids)
    after = _last(run)
    stops = [RunStop(run=run, order=rows[pk], sequence=place) for place, pk in enumerate(ids, after + 1)]
    try:
        with transaction.atomic():
            stops = RunStop.objects.bulk_create(stops, batch_size=500)
    except IntegrityError as error:
        raise _taken(ids) from error
    publish(OrdersPlanned(run_id=run.pk, order_ids=tuple(ids), business_date=run.business_date))
    steps_carry_out(order_ids=ids, kind=StepKind.REDELIVER)
    changes = [(stop, None, {"run": run.number, "sequence": stop.sequence}) for stop in stops]
    audit.record_many(actor=actor, action=STOP_PLAN, changes=changes)


def _changed_tell(run: Run, actor: User | None, reason: str = "") -> None:
    """An issued sheet follows the plan."""
    text = reason or translatable(N_("The plan was changed."))
    publish(PlanChanged(run_id=run.pk, reason=text, actor_id=actor.pk if actor else None))


def _plannable(order: Order | None, run: Run) -> None:
    if order is None or order.platform_id != run.platform_id:
        raise Missing("order", _("One of the orders is not there, or belongs to another platform."))
    if order.status not in lifecycle.PLANNABLE:
        raise Conflict("order_state", _("Order %(order)s cannot be planned in its state."), order=order.order_no)


def _taken(ids: list[int]) -> Conflict:
    """The refusal that names who was faster (screens 3.3)."""
    won = RunStop.objects.filter(order_id__in=ids, status__in=[StopState.OPEN, StopState.BARRED])
    stop = won.select_related("order", "run__driver__user", "run__planned_by").order_by("id").first()
    if stop is None:
        return Conflict("planned_twice", _("An order stands twice in this plan."))
    at = f"{clock.local(stop.run.planned_at):%H:%M}"
    text = _("Order %(order)s is on run %(run)s of %(driver)s already, planned at %(at)s by %(planner)s.")
    return Conflict(
        "planned_already",
        text,
        order=stop.order.order_no,
        run=stop.run.number,
        driver=stop.run.driver.code,
        at=at,
        planner=stop.run.planned_by.name,
    )


def _still_open(run: Run) -> None:
    if run.status not in OPEN_PLAN:
        text = _("Run %(run)s has been handed over; its load changes only by a new sheet.")
        raise Conflict("run_closed", text, run=run.number)


def _same_day(target: Run, sources: list[Run]) -> None:
    for run in [target, *sources]:
        _still_open(run)
    if any((s.platform_id, s.business_date) != (target.platform_id, target.business_date) for s in sources):
        raise Invalid("other_day", _("A stop moves only between runs of one platform and one day."))


def _open_stops(ids: list[int]) -> list[RunStop]:
    rows = list(RunStop.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("run_id", "sequence"))
    closed = [row for row in rows if row.status != StopState.OPEN]
    if closed:
        text = _("Order %(order)s is not an open stop any more.")
        raise Conflict("stop_closed", text, order=closed[0].order.order_no)
    return rows


def _last(run: Run) -> int:
    return run.stops.filter(status=StopState.OPEN).aggregate(last=Max("sequence"))["last"] or 0


def _renumber(run: Run) -> None:
    for place, stop in enumerate(run.stops.filter(status=StopState.OPEN).order_by("sequence", "id"), 1):
        RunStop.objects.filter(pk=stop.pk).exclude(sequence=place).update(sequence=place)


__all__ = ["lock_run", "lock_runs", "run_plan", "stops_move", "stops_remove", "stops_reorder"]
