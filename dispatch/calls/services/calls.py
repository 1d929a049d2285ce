"""Appointments by phone: who may call whom when, what was said, and what follows (FLW-D, FLW-E)."""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, moves
from core.errors import Conflict, Invalid, Missing, NotAllowed
from dispatch.calls import lifecycle
from dispatch.calls.cases import UNREACHABLE
from dispatch.calls.kinds import APPOINTMENT_CHANGED, CUSTOMER_UNREACHABLE, REFUSAL_REPORTED
from dispatch.calls.lifecycle import AppointmentAction, AppointmentState, CallResult, Retention
from dispatch.calls.models import Appointment, CallLog
from dispatch.calls.services.refusals import phone_refusal
from dispatch.runs.deadlines import DRIVERS_FIRST
from dispatch.runs.lifecycle import RunState, StopState
from dispatch.runs.models import RunStop
from dispatch.runs.services.notices import custodian_tell, customer_service_tell
from dispatch.runs.services.runs import lock_run
from orders.exceptions.services.cases import exception_open
from orders.register.models import Order
from orders.register.services.promise import designation_keep
from people.models import User
from people.roles import DRIVER

LEASE = dt.timedelta(minutes=3)
RETRY = dt.timedelta(minutes=30)
ATTEMPTS = 3


class AppointmentUpdate(TypedDict, total=False):
    """What a call makes of its appointment besides the state."""

    window_start: dt.datetime | None
    window_end: dt.datetime | None
    attempts: int
    callback_at: dt.datetime | None
    outcome_at: dt.datetime | None


@transaction.atomic
def call_take(*, order: Order, caller: User) -> Appointment:
    """Lease an order's call for three minutes; Conflict names who is calling now. Returns the appointment."""
    _lease(_appointment(order), caller)
    return _appointment(order)


@transaction.atomic
def call_log(
    *,
    order: Order,
    caller: User,
    result: str,
    window_start: dt.datetime | None = None,
    window_end: dt.datetime | None = None,
    retention: str = "none",
    retention_note: str = "",
    client_staff_no: str = "",
    note: str = "",
    occurred_at: dt.datetime | None = None,
) -> CallLog:
    """Record one call and what follows from it; returns the CallLog.

    `result`: booked, designated (a window as long as the client's terms allow, INV-20), no_answer, wrong_no, callback,
    refusing (a report), refused (needs a retention attempt and the client's staff number, INV-22), exact (the driver
    before his stop).
    Raises Conflict for a leased call or a stop that is closed, NotAllowed for the driver's first three stops.
    """
    stop = _stop(order)
    appointment = _appointment(order)
    _check_caller(stop, caller, result)
    _check_result(result, retention, retention_note)
    _check_window(result, window_start, window_end, appointment.business_date, order.client.window_hours)
    if caller.pk != stop.run.driver.user_id:
        _lease(appointment, caller)
    instant = clock.now()
    window = {"window_start": window_start, "window_end": window_end}
    words = {"retention": retention, "retention_note": retention_note[:200], "client_staff_no": client_staff_no[:20]}
    times = {"called_at": occurred_at or instant, "recorded_at": instant}
    call = CallLog.objects.create(
        order=order, caller=caller, result=result, note=note[:200], **window, **words, **times
    )
    Appointment.objects.filter(pk=appointment.pk).update(leased_by=None, leased_until=None)
    FOLLOW[CallResult(result)](stop, appointment, call)
    return call


def driver_first(*, stop: RunStop, at: dt.datetime) -> bool:
    """CON-05, INV-21: the first three stops are the driver's until the deadline, unless he reported a refusal."""
    if not stop.drivers_own or at >= DRIVERS_FIRST.at(stop.run.business_date):
        return False
    renewed = Appointment.objects.filter(order=stop.order_id).values_list("renewed_at", flat=True).first()
    heard = CallLog.objects.filter(order_id=stop.order_id, result=CallResult.REFUSING)
    return not (heard.filter(recorded_at__gte=renewed) if renewed else heard).exists()


def _stop(order: Order) -> RunStop:
    stop = RunStop.objects.filter(order=order, status=StopState.OPEN).select_related("run").first()
    if stop is None:
        raise Conflict("no_stop", _("Order %(order)s is not an open stop of a run."), order=order.order_no)
    run = lock_run(stop.run)
    locked = RunStop.objects.select_for_update(no_key=True).filter(order=order, status=StopState.OPEN, run=run).first()
    if locked is None:
        raise Conflict("stop_closed", _("Order %(order)s has changed meanwhile; look again."), order=order.order_no)
    locked.run, locked.order = run, Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    return locked


def _appointment(order: Order) -> Appointment:
    row = Appointment.objects.select_for_update(no_key=True).filter(order=order).first()
    if row is None:
        text = _("Order %(order)s is not planned; there is nothing to call about.")
        raise Missing("not_planned", text, order=order.order_no)
    return row


def _lease(appointment: Appointment, caller: User) -> None:
    """One conditional UPDATE: two people never call one customer."""
    instant = clock.real_now()
    free = Q(leased_by=None) | Q(leased_by=caller) | Q(leased_until__lt=instant)
    mine = Appointment.objects.filter(free, pk=appointment.pk).update(leased_by=caller, leased_until=instant + LEASE)
    if not mine:
        holder = appointment.leased_by
        raise Conflict("leased", _("%(who)s is calling this customer now."), who=holder.name if holder else "")


def _check_caller(stop: RunStop, caller: User, result: str) -> None:
    if result not in tuple(CallResult):
        raise Invalid("result", _("Choose the result of the call."))
    if DRIVER in caller.roles:
        _check_driver(stop, caller, result)
    elif result == CallResult.EXACT:
        raise NotAllowed("driver_only", _("Only the driver records the exact time."))
    elif driver_first(stop=stop, at=clock.now()):
        until = f"{clock.local(DRIVERS_FIRST.at(stop.run.business_date)):%H:%M}"
        text = _("The first three stops belong to driver %(driver)s until %(until)s.")
        raise NotAllowed("drivers_own", text, driver=stop.run.driver.code, until=until)


def _check_driver(stop: RunStop, caller: User, result: str) -> None:
    if stop.run.driver.user_id != caller.pk:
        raise Missing("stop", _("This stop is not there, or not yours."))
    if result == CallResult.REFUSED:
        raise NotAllowed("report_only", _("Report the refusal; customer service talks to the customer."))
    on_road = stop.run.status == RunState.DEPARTED
    if not (stop.drivers_own or on_road or result in (CallResult.EXACT, CallResult.REFUSING)):
        raise NotAllowed("not_drivers_own", _("This order is booked by customer service."))


def _check_result(result: str, retention: str, retention_note: str) -> None:
    if retention not in tuple(Retention):
        raise Invalid("retention", _("Choose whether the customer could be retained."))
    if retention != Retention.NONE and not retention_note.strip():
        raise Invalid("retention_note", _("Write what was said to retain the customer."))
    if result == CallResult.REFUSED and retention != Retention.NOT_RETAINED:
        raise Invalid("retention_needed", _("A refusal needs a retention attempt that failed, with what was said."))


def _check_window(result: str, start: dt.datetime | None, end: dt.datetime | None, date: dt.date, longest: int) -> None:
    if result in (CallResult.BOOKED, CallResult.DESIGNATED) and not (start and end):
        raise Invalid("window", _("Choose the time window."))
    if bool(start) != bool(end):
        raise Invalid("window", _("A time window has a beginning and an end."))
    if not (start and end):
        return
    if end <= start:
        raise Invalid("window_order", _("The window ends before it begins."))
    if end - start > dt.timedelta(hours=longest):
        raise Invalid("window_long", _("A window is at most %(hours)s hours long."), hours=longest)
    if clock.local(start).date() != date or clock.local(end).date() != date:
        raise Invalid("window_day", _("The window must lie on the day of the delivery, %(date)s."), date=date)


def _book(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """The customer agreed, or named his own time."""
    action = AppointmentAction.BOOK if call.result == CallResult.BOOKED else AppointmentAction.DESIGNATE
    start, end = call.window_start, call.window_end
    _move(appointment, action, call, window_start=start, window_end=end, callback_at=None, outcome_at=call.called_at)
    own = {"window_start": start, "window_end": end} if call.result == CallResult.DESIGNATED else {}
    designation_keep(order=stop.order, called_at=call.called_at, actor=call.caller, **own)
    window = "-".join(f"{clock.local(at):%H:%M}" for at in (start, end) if at)
    custodian_tell(stop=stop, kind=APPOINTMENT_CHANGED, actor=call.caller, window=window)


def _miss(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """Nobody there: again in half an hour; the third time the client hears of it (FLW-D.4)."""
    if appointment.status not in (AppointmentState.UNBOOKED, AppointmentState.NO_ANSWER):
        return
    attempts = appointment.attempts + 1
    if attempts < ATTEMPTS:
        _move(appointment, AppointmentAction.MISS, call, attempts=attempts, callback_at=call.called_at + RETRY)
        return
    _move(appointment, AppointmentAction.GIVE_UP, call, attempts=attempts, callback_at=None, outcome_at=call.called_at)
    exception_open(kind=UNREACHABLE, order=stop.order, actor=call.caller)
    custodian_tell(stop=stop, kind=CUSTOMER_UNREACHABLE, actor=call.caller)


def _promise(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """The customer asked to be called again: at the time he named, else in half an hour."""
    at = call.window_start or call.called_at + RETRY
    Appointment.objects.filter(pk=appointment.pk).update(callback_at=at)


def _report(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """A refusal was heard: customer service makes the retention call (FLW-E.1)."""
    Appointment.objects.filter(pk=appointment.pk).update(callback_at=call.called_at)
    customer_service_tell(stop=stop, kind=REFUSAL_REPORTED, actor=call.caller)


def _refuse(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """Not retained: the goods stay, or ride back without a visit (FLW-E.3 to E.5)."""
    _move(
        appointment,
        AppointmentAction.REFUSE,
        call,
        outcome_at=call.called_at,
        callback_at=None,
        window_start=None,
        window_end=None,
    )
    phone_refusal(stop=stop, call=call)


def _exact(stop: RunStop, appointment: Appointment, call: CallLog) -> None:
    """The driver's call before the stop (DAY-23); a narrower window is kept, the booking stays."""
    if call.window_start:
        Appointment.objects.filter(pk=appointment.pk).update(window_start=call.window_start, window_end=call.window_end)


def _move(
    appointment: Appointment, action: AppointmentAction, call: CallLog, **values: Unpack[AppointmentUpdate]
) -> None:
    moves.move(lifecycle.APPOINTMENT, action, Appointment, [appointment.pk], actor=call.caller, **values)


FOLLOW = {
    CallResult.BOOKED: _book,
    CallResult.DESIGNATED: _book,
    CallResult.NO_ANSWER: _miss,
    CallResult.WRONG_NO: _miss,
    CallResult.CALLBACK: _promise,
    CallResult.REFUSING: _report,
    CallResult.REFUSED: _refuse,
    CallResult.EXACT: _exact,
}
