"""The owner's tables: the working-day calendar."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import calendar, clock, selectors
from core.inputs import date_given, ids_of
from core.models import WorkDay
from core.types import Text
from core.workdays import TITLES
from operations.setup.rights import CALENDAR_MANAGE
from people.access import Request, needs


@needs(CALENDAR_MANAGE)
@require_http_methods(["GET", "POST"])
def calendar_page(request: Request) -> HttpResponse:
    """The working-day calendar of a year, editable day by day."""
    if request.method == "POST":
        day = date_given(request.POST.get("date", ""))
        note = request.POST.get("note", "").strip()
        calendar.day_set(date=day, working=request.POST.get("working") == "1", note=note, actor=request.user)
        return redirect(f"{request.path}?year={day.year}")
    asked = [year for year in ids_of([request.GET.get("year", "")]) if dt.MINYEAR <= year < dt.MAXYEAR]
    year = asked[0] if asked else clock.today().year
    days = selectors.days_of(year)
    special = [day for day in days if day.is_working != (day.date.weekday() < 5) or not day.official]
    context = {"year": year, "special": [(day, _words(day)) for day in special], "known": calendar.year_known(year)}
    return render(request, "operations/setup/calendar.html", context)


def _words(day: WorkDay) -> Text:
    """Its note in the reader's language: an official name, or what a person wrote."""
    return TITLES.get(day.note, day.note)
