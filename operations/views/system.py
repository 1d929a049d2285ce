"""The demo clock, the timed jobs, the working-day calendar, the balance."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core import calendar, clock, jobs, selectors
from core.context import business_date
from core.errors import Invalid
from core.pagination import page_of
from core.workdays import TITLES
from operations.selectors.balance import balance
from operations.services.clock import clock_move
from people.access import needs

STEPS = ((10, _("10 min")), (30, _("30 min")), (60, _("1 h")), (180, _("3 h")), (24 * 60, _("24 h")))


@needs("clock.move")
@require_http_methods(["GET", "POST"])
def clock_page(request):
    """See and move the demo time (simulation mode)."""
    if request.method == "POST":
        clock_move(at=_instant(request.POST), running=request.POST.get("running", "1") == "1", actor=request.user)
        messages.success(request, _("The demo time is moved."))
        return redirect("clock")
    return render(request, "operations/clock.html", {"steps": STEPS})


@needs("jobs.read")
def job_list(request):
    """Timed jobs: when each is due and how its runs ended."""
    table = [{"job": job, "title": gettext(job.title) if job.title else job.name} for job in jobs.table().values()]
    titles = {row["job"].name: row["title"] for row in table}
    page = page_of(selectors.job_runs(), request)
    for run in page:
        run.title = titles.get(run.job, run.job)
    return render(request, "operations/jobs.html", {"page": page, "table": table, "today": clock.today()})


@needs("jobs.run")
@require_POST
def job_again(request):
    """Run a job that failed or was missed, for a past date; a finished one is left alone."""
    name = request.POST.get("job", "")
    if name not in jobs.table():
        raise Invalid("job", _("There is no such job."))
    ran = jobs.job_run(name=name, business_date=_date(request.POST.get("date", "")))
    messages.info(request, _("The job ran.") if ran else _("The job is done already, or somebody runs it now."))
    return redirect("job-list")


@needs("calendar.manage")
@require_http_methods(["GET", "POST"])
def calendar_page(request):
    """The working-day calendar of a year, editable day by day."""
    if request.method == "POST":
        day = _date(request.POST.get("date", ""))
        note = request.POST.get("note", "").strip()
        calendar.day_set(date=day, working=request.POST.get("working") == "1", note=note, actor=request.user)
        return redirect(f"{request.path}?year={day.year}")
    year = int(request.GET["year"]) if request.GET.get("year", "").isdigit() else clock.today().year
    days = selectors.days_of(year)
    special = [_named(day) for day in days if day.is_working != (day.date.weekday() < 5) or not day.official]
    context = {"year": year, "special": special, "known": calendar.year_known(year)}
    return render(request, "operations/calendar.html", context)


def _named(day):
    """The day with its note in the reader's language: an official name, or what a person wrote."""
    day.words = TITLES.get(day.note, day.note)
    return day


@needs("board.read")
def balance_page(request):
    """Goods, papers and money of a week up to the chosen date: in = out, and who holds what."""
    end = business_date(request) or clock.today()
    start = _date(request.GET["from"]) if request.GET.get("from") else clock.week_of(end)
    return render(request, "operations/balance.html", {**balance(start, end), "start": start, "end": end})


def _instant(data):
    if data.get("minutes", "").isdigit():
        return clock.now() + dt.timedelta(minutes=int(data["minutes"]))
    try:
        return dt.datetime.fromisoformat(data.get("at", "")).replace(tzinfo=clock.SHANGHAI)
    except ValueError as error:
        raise Invalid("clock", _("Give a date and a time.")) from error


def _date(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("date", _("Give a date such as 2026-11-02.")) from error
