"""The call desk: the queue, one customer at a time, windows and results by single keys (DAY-05, FLW-D, FLW-E)."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.context import business_date
from core.deadlines import timetable
from core.errors import Conflict, Invalid
from core.types import JsonObject
from dispatch.calls import lifecycle
from dispatch.calls import selectors as seen
from dispatch.calls.deadlines import CALLS_DONE, CALLS_OPEN
from dispatch.calls.forms import CallForm
from dispatch.calls.lifecycle import CallReason
from dispatch.calls.rights import CALLS_LOG, CALLS_READ
from dispatch.calls.selectors import Call
from dispatch.calls.services import calls
from dispatch.calls.windows import Window, windows_of
from dispatch.runs.deadlines import DRIVERS_FIRST
from people.access import Request, needs
from people.models import User

QUEUE = 200


@needs(CALLS_READ)
def call_desk(request: Request) -> HttpResponse:
    """The queue on the left, the chosen or most urgent customer on the right."""
    date, hours = business_date(request) or clock.today(), timetable()
    rows = seen.call_queue(request.user, date)
    wanted = request.GET.get("status", "open")
    shown = [call for call in rows if wanted == "all" or (call.reason == CallReason.DONE) == (wanted == "done")]
    chosen = _chosen(request, rows, shown if wanted == "done" else rows)
    context = {
        "date": date,
        "status": wanted,
        "queue": shown[:QUEUE],
        "more": max(0, len(shown) - QUEUE),
        "call": chosen,
        "coverage": seen.coverage(rows),
        "tabs": _tabs(rows, wanted),
        "opens_at": hours.at(CALLS_OPEN, date),
        "too_early": clock.now() < hours.at(CALLS_OPEN, date),
        "warn_at": hours.warns_at(CALLS_DONE, date),
        "hard_at": hours.at(CALLS_DONE, date),
        "drivers_until": hours.at(DRIVERS_FIRST, date),
        "mine": _mine(chosen, request.user),
        "windows": _windows(chosen),
        "made": seen.calls_made(chosen.order.pk) if chosen else [],
        "may_log": request.user.may(CALLS_LOG),
    }
    return render(request, "dispatch/calls/call_desk.html", context)


@needs(CALLS_LOG)
@require_POST
def call_take(request: Request, order_id: int) -> HttpResponse:
    """Lease this customer and open the card."""
    call = seen.call_of(request.user, order_id)
    calls.call_take(order=call.order, caller=request.user)
    return _to(call.appointment.business_date, order_id)


@needs(CALLS_LOG)
@require_POST
def call_log(request: Request, order_id: int) -> HttpResponse:
    """Save the result and go on to the next customer."""
    call = seen.call_of(request.user, order_id)
    form = CallForm(request.POST)
    if not form.is_valid():
        raise Invalid("call", _("Choose the result of the call, and write times as 09:00."))
    date = call.appointment.business_date
    calls.call_log(order=call.order, caller=request.user, **form.call_values(date))
    messages.success(request, _("Order %(order)s: saved.") % {"order": call.order.order_no})
    return _to(date, _take_next(request.user, date))


def _chosen(request: Request, rows: list[Call], among: list[Call]) -> Call | None:
    order = request.GET.get("order", "")
    named = [call for call in rows if str(call.order.pk) == order]
    free = [call for call in among if call.open and not call.leased_by]
    return next(iter(named or free or (among if among is not rows else ())), None)


def _windows(call: Call | None) -> list[Window]:
    """Those that a key chooses."""
    found = windows_of(call.appointment.business_date, call.order.client.window_hours) if call else []
    return [window for window in found if window.letter]


def _mine(call: Call | None, user: User) -> bool:
    """Whether the reader holds the lease of this card."""
    return call is not None and call.appointment.caller_now == user


def _take_next(user: User, date: dt.date) -> int | None:
    """Lease the most urgent free customer; somebody may be faster, then the one after him."""
    free = [
        call
        for call in seen.call_queue(user, date)
        if call.open and not call.leased_by and call.reason != CallReason.RETRY
    ]
    for call in free[:5]:
        try:
            calls.call_take(order=call.order, caller=user)
        except Conflict:
            continue
        return call.order.pk
    return None


def _to(date: dt.date, order_id: int | None) -> HttpResponse:
    url = f"{reverse('call-desk')}?date={date}"
    return redirect(f"{url}&order={order_id}" if order_id else url)


def _tabs(rows: list[Call], wanted: str) -> list[JsonObject]:
    done = sum(call.appointment.status in lifecycle.WITH_OUTCOME or call.reason == CallReason.DONE for call in rows)
    tabs = (
        ("open", _("To call"), len(rows) - done),
        ("done", _("With an outcome"), done),
        ("all", _("All"), len(rows)),
    )
    return [{"code": code, "label": label, "count": count, "current": code == wanted} for code, label, count in tabs]
