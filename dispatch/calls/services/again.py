"""The client instructed on a planned order: off the run, back into the call queue, or ready for a new plan."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from core import clock, moves
from core.lifecycle import N_
from core.translatable import translatable
from dispatch.calls import lifecycle as calls_lifecycle
from dispatch.calls.lifecycle import AppointmentAction
from dispatch.calls.models import Appointment
from dispatch.runs.lifecycle import StopAction, StopState
from dispatch.runs.models import RunStop
from dispatch.runs.services.runs import OPEN_PLAN, stops_remove
from dispatch.runs.services.stops import stops_mark
from orders.exceptions.cases import KEEP_TRYING, Decision
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order


@transaction.atomic
def appointments_make(*, order_ids: tuple[int, ...], business_date: dt.date) -> None:
    """Every planned order has an appointment of its run's day: to be called, or as agreed before."""
    rows = [Appointment(order_id=pk, business_date=business_date) for pk in order_ids]
    Appointment.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    of_another_day = Appointment.objects.filter(order_id__in=order_ids).exclude(business_date=business_date)
    of_another_day.update(business_date=business_date)


@transaction.atomic
def instruction_follow(*, exception_id: int, decision: Decision) -> None:
    """“Keep trying” is called again today; goods to go back or to be delivered another day leave an unloaded run."""
    case = ExceptionCase.objects.select_related("order").get(pk=exception_id)
    if case.order is None:
        return
    if decision == KEEP_TRYING:
        _call_again(case.order)
    elif decision.step:
        _take_off(case)


@transaction.atomic
def orders_renew(*, order_ids: tuple[int, ...]) -> None:
    """These orders are delivered again: their appointment begins anew, and a stop that was barred is over."""
    barred = RunStop.objects.filter(order__in=order_ids, status=StopState.BARRED)
    if ids := list(barred.values_list("pk", flat=True)):
        stops_mark(action=StopAction.RELEASE, stop_ids=ids, actor=None, closed_at=clock.now())
    _renew(Appointment.objects.filter(order__in=order_ids))


def _call_again(order: Order) -> None:
    """Back into the queue at once, while the stop is open and the customer has not answered."""
    if RunStop.objects.filter(order=order, status=StopState.OPEN).exists():
        _renew(Appointment.objects.filter(order=order), callback_at=clock.now())


def _take_off(case: ExceptionCase) -> None:
    stop = RunStop.objects.filter(order=case.order_id, status=StopState.OPEN).select_related("run").first()
    if stop is None or stop.run.status not in OPEN_PLAN:
        return
    reason = translatable(N_("The client instructed on case %(number)s."), number=case.number)
    stops_remove(run=stop.run, stops=[stop], actor=None, reason=reason)
    _renew(Appointment.objects.filter(order=case.order_id))


def _renew(appointments: QuerySet[Appointment], callback_at: dt.datetime | None = None) -> None:
    ids = list(appointments.values_list("pk", flat=True))
    if ids:
        moves.move(
            calls_lifecycle.APPOINTMENT,
            AppointmentAction.RENEW,
            Appointment,
            ids,
            actor=None,
            attempts=0,
            callback_at=callback_at,
            window_start=None,
            window_end=None,
            outcome_at=None,
            renewed_at=clock.now(),
        )
