"""The demo clock."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import Invalid
from core.types import JsonObject
from lab.clock.rights import CLOCK_MOVE
from lab.clock.services import clock_move
from people.access import Request, needs

STEPS = ((10, _("10 min")), (30, _("30 min")), (60, _("1 h")), (180, _("3 h")), (24 * 60, _("24 h")))


@needs(CLOCK_MOVE)
@require_http_methods(["GET", "POST"])
def clock_page(request: Request) -> HttpResponse:
    """See and move the demo time (simulation mode)."""
    if request.method == "POST":
        clock_move(at=_instant(request.POST), running=request.POST.get("running", "1") == "1", actor=request.user)
        messages.success(request, _("The demo time is moved."))
        return redirect("clock")
    return render(request, "lab/clock.html", {"steps": STEPS})


def _instant(data: JsonObject) -> dt.datetime:
    if data.get("minutes", "").isdigit():
        return clock.now() + dt.timedelta(minutes=int(data["minutes"]))
    try:
        return dt.datetime.fromisoformat(data.get("at", "")).replace(tzinfo=clock.SHANGHAI)
    except ValueError as error:
        raise Invalid("clock", _("Give a date and a time.")) from error
