"""What the phone's forms send, read into what the services take."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Invalid
from dispatch.calls.lifecycle import CallResult
from people.access import Request
from sheets.signing import image_from

EXACT = dt.timedelta(minutes=30)


def call_values(data: Mapping[str, Any], date: dt.date) -> dict[str, Any]:
    """{result, window_start, window_end, note} of a call; Invalid for a time that is none."""
    result = data.get("result", "")
    values = {"result": result, "note": data.get("note", "").strip()}
    if result == CallResult.BOOKED:
        start, _dash, end = data.get("window", "").partition("-")
        values |= _window(start, end, date)
    elif result == CallResult.DESIGNATED:
        values |= _window(data.get("start", ""), data.get("end", ""), date)
    elif result == CallResult.EXACT and data.get("at"):
        start = _time(data["at"], date)
        values |= {"window_start": start, "window_end": start + EXACT}
    return values


def photo_of(request: Request, field: str = "photo") -> bytes | None:
    """The bytes of a photo that was taken, or None."""
    return image_from(request, request.POST, field) if request.FILES.get(field) else None


def _window(start: str, end: str, date: dt.date) -> dict[str, dt.datetime]:
    if not (start and end):
        raise Invalid("window", _("Choose the time window."))
    return {"window_start": _time(start, date), "window_end": _time(end, date)}


def _time(text: str, date: dt.date) -> dt.datetime:
    try:
        return clock.at(date, text)
    except ValueError as error:
        raise Invalid("time", _("Write the time as 14:30.")) from error
