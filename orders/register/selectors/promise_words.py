"""The promise in words: kept, late, or late by the customer's own wish (CON-15)."""

from django.utils.translation import gettext as _

from core import clock
from core.types import JsonObject
from orders.register import promises
from orders.register.models import Order
from orders.register.promises import Designation, Punctuality
from orders.register.selectors.orders import punctuality


def promise_shown(order: Order, truck_late: int) -> dict[str, str] | None:
    """{state, tone, text, excuse, truck} for the order page; None when nothing is promised or nothing is delivered.

    `excuse` is the proof of an excused lateness. `truck_late`: minutes of the client's own lateness, said in `truck`
    apart from ours (DAY-02).
    """
    found = punctuality(order, clock.now())
    if found is None:
        return None
    tones = {promises.KEPT: "ok", promises.LATE: "late", promises.EXCUSED: "info", promises.RUNNING: "mute"}
    return {
        "state": found.state,
        "tone": tones[found.state],
        "text": _text(found),
        "excuse": _excuse(found.excuse),
        "truck": _("The client's truck was %(minutes)s min late.") % {"minutes": truck_late} if truck_late else "",
    }


def promise_json(order: Order, truck_late: int) -> JsonObject | None:
    """{state, late_minutes, designated_at, designated_from, designated_until, client_late_minutes}, or None."""
    found = punctuality(order, clock.now())
    if found is None:
        return None
    at, start, end = found.excuse or (None, None, None)
    return {
        "state": found.state,
        "late_minutes": _minutes(found),
        "designated_at": at,
        "designated_from": start,
        "designated_until": end,
        "client_late_minutes": truck_late,
    }


def _minutes(found: Punctuality) -> int:
    return int(found.late_by.total_seconds() // 60)


def _text(found: Punctuality) -> str:
    hours, minutes = divmod(_minutes(found), 60)
    late = {"hours": hours, "minutes": minutes}
    words = {
        promises.RUNNING: _("still running"),
        promises.KEPT: _("kept"),
        promises.LATE: _("%(hours)s h %(minutes)s min late"),
        promises.EXCUSED: _("%(hours)s h %(minutes)s min late, by the customer's own wish"),
    }
    return words[found.state] % late


def _excuse(call: Designation | None) -> str:
    if call is None:
        return ""
    said, start, end = (clock.local(moment) for moment in call)
    return _("On %(said)s the customer named %(start)s-%(end)s himself.") % {
        "said": f"{said:%m-%d %H:%M}",
        "start": f"{start:%m-%d %H:%M}",
        "end": f"{end:%H:%M}",
    }
