"""The call queue: what to call first and why (DAY-05, DAY-06, CON-05)."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines import Timetable, timetable
from core.errors import Missing
from core.types import WithAnnotations
from dispatch.calls.deadlines import CALLS_DONE
from dispatch.calls.lifecycle import WITH_OUTCOME, CallReason, CallResult
from dispatch.calls.models import Appointment, CallLog
from dispatch.runs.deadlines import DRIVERS_FIRST
from dispatch.runs.lifecycle import StopState
from dispatch.runs.models import RunStop
from dispatch.runs.selectors.runs import runs_seen
from orders.register.models import Order
from people.models import User
from people.selectors import platforms_of

RANK = {reason: place for place, reason in enumerate(CallReason)}


class Reported(TypedDict):
    """When a refusal was heard last."""

    reported_at: dt.datetime | None


StopRow: TypeAlias = WithAnnotations[RunStop, Reported]


@dataclass(frozen=True)
class Call:
    """One line of the queue."""

    stop: StopRow
    appointment: Appointment
    reason: CallReason
    leased_by: str
    refusing: bool

    @property
    def order(self) -> Order:
        return self.stop.order

    @property
    def label(self) -> str:
        return self.reason.label

    @property
    def tone(self) -> str:
        return self.reason.tone

    @property
    def again(self) -> bool:
        """Whether it is called once more on the client's word (screens 3.7)."""
        return self.appointment.renewed_at is not None

    @property
    def former(self) -> bool:
        """Whether this stop is over although the order is called again for another one."""
        return self.again and self.stop.status != StopState.OPEN

    @property
    def open(self) -> bool:
        return self.reason not in (CallReason.DONE, CallReason.DRIVERS_OWN)


def call_queue(user: User, date: dt.date) -> list[Call]:
    """All calls of the day, most urgent first: refusals, callbacks due, late ones, by promise, fewest attempts."""
    moment = _moment()
    calls = [_call(stop, user, moment) for stop in _stops(user).filter(run__business_date=date)]
    return sorted(calls, key=_urgency)


def call_of(user: User, order_id: int) -> Call:
    """One line of the queue by its order, or Missing."""
    stop = _stops(user).filter(order_id=order_id).order_by("-id").first()
    if stop is None:
        raise Missing("call", _("This order is not in the call list, or not for you."))
    return _call(stop, user, _moment())


def order_to_call(user: User, order_id: int) -> Order:
    """The order of a planned stop that this person may call about; a driver only his own. Missing otherwise."""
    rows = RunStop.objects.filter(order_id=order_id, run__in=runs_seen(user)).select_related("order")
    stop = rows.order_by("-id").first()
    if stop is None:
        raise Missing("call", _("This order is not in the call list, or not for you."))
    return stop.order


def calls_made(order_id: int) -> QuerySet[CallLog]:
    """The calls of one order, newest first."""
    return CallLog.objects.filter(order_id=order_id).select_related("caller").order_by("-id")


def coverage(calls: list[Call]) -> dict[str, int]:
    """{total, done, open, amber, red}: the outcomes of a day's calls; amber and red by CALLS_DONE (INV-19)."""
    done = sum(call.appointment.status in WITH_OUTCOME or call.former for call in calls)
    left = len(calls) - done
    date = calls[0].stop.run.business_date if calls else None
    instant, hours = _moment()
    late = date is not None and instant >= hours.at(CALLS_DONE, date)
    amber = date is not None and not late and instant >= hours.warns_at(CALLS_DONE, date)
    return {"total": len(calls), "done": done, "open": left, "amber": left if amber else 0, "red": left if late else 0}


def _moment() -> tuple[dt.datetime, Timetable]:
    """Now, and the hours by which a call is early or late."""
    return clock.now(), timetable()


def _stops(user: User) -> QuerySet[StopRow]:
    reported = CallLog.objects.filter(order=OuterRef("order"), result=CallResult.REFUSING).order_by("-id")
    rows = RunStop.objects.filter(run__platform__in=platforms_of(user)).exclude(status=StopState.REMOVED)
    rows = rows.filter(order__appointment__isnull=False).annotate(
        reported_at=Subquery(reported.values("recorded_at")[:1])
    )
    # Three hundred stops have twenty runs and a dozen zones: those are fetched once each, not with every stop.
    rows = rows.select_related("order__recipient", "order__appointment__leased_by")
    return rows.prefetch_related("run__driver__user", "order__zone")


def _call(stop: StopRow, user: User, moment: tuple[dt.datetime, Timetable]) -> Call:
    appointment = stop.order.appointment
    caller = appointment.caller_now
    heard = stop.reported_at and (appointment.renewed_at is None or stop.reported_at >= appointment.renewed_at)
    refusing = bool(heard) and appointment.status not in WITH_OUTCOME
    reason = _reason(stop, appointment, refusing, moment)
    who = caller.name if caller and caller != user else ""
    return Call(stop=stop, appointment=appointment, reason=reason, leased_by=who, refusing=refusing)


def _reason(
    stop: RunStop, appointment: Appointment, refusing: bool, moment: tuple[dt.datetime, Timetable]
) -> CallReason:
    instant, hours = moment
    if appointment.status in WITH_OUTCOME or stop.status != StopState.OPEN:
        return CallReason.DONE
    if refusing:
        return CallReason.REFUSING
    own = stop.drivers_own and instant < hours.at(DRIVERS_FIRST, stop.run.business_date)
    if own:
        return CallReason.DRIVERS_OWN
    if appointment.callback_at:
        return CallReason.CALLBACK if appointment.callback_at <= instant else CallReason.RETRY
    if instant >= hours.at(CALLS_DONE, stop.run.business_date):
        return CallReason.OVERDUE
    return CallReason.DRIVERS_LATE if stop.drivers_own else CallReason.TODAY


def _urgency(call: Call) -> tuple[float, ...]:
    promise = call.order.promise_at.timestamp() if call.order.promise_at else 0
    due = call.appointment.callback_at.timestamp() if call.appointment.callback_at else 0
    return RANK[call.reason], due, promise, call.appointment.attempts, call.stop.run_id, call.stop.sequence


__all__ = ["Call", "call_of", "call_queue", "calls_made", "coverage"]
