"""The dispatch desk: what is unplanned by zone, who drives what, and the suggestion."""

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import clock
from core.context import business_date
from core.deadlines import timetable
from core.errors import Invalid
from core.pagination import page_of
from core.types import JsonObject
from dispatch.fleet import selectors as fleet
from dispatch.fleet.models import Driver
from dispatch.runs.forms import ids_of
from dispatch.runs.models import Run
from dispatch.runs.rights import RUNS_PLAN, RUNS_READ
from dispatch.runs.selectors import runs as seen
from dispatch.runs.services.runs import run_plan
from dispatch.runs.steps import light, minutes_late
from orders.exceptions.selectors.next_steps import to_deliver_again
from orders.register.models import Order
from people.access import Request, needs
from people.models import User
from people.selectors import home_platform


@needs(RUNS_READ)
def desk(request: Request) -> HttpResponse:
    """Unplanned orders on the left, runs on the right."""
    date = business_date(request) or clock.today()
    zone = request.GET.get("status", "")
    waiting = seen.unplanned(request.user, date)
    rows = waiting.filter(zone_id=zone) if zone.isdigit() and len(zone) < 10 else waiting
    plan = seen.suggestion(request.user, date) if "suggest" in request.GET and _may_plan(request) else {}
    page, driver_of = page_of(rows, request), {order: code for code, orders in plan.items() for order in orders}
    again = to_deliver_again([order.pk for order in page])
    for order in page:
        order.again = again.get(order.pk, "")
        order.suggested = driver_of.get(order.pk, "")
    context = {
        "date": date,
        "page": page,
        "tabs": _tabs(waiting, zone),
        "runs": _runs(request.user, date),
        "plan": plan,
        "nobody": "suggest" in request.GET and page and not plan,
        "drivers": fleet.drivers_of(request.user).filter(active=True),
        "vehicles": fleet.vehicles_of(request.user),
        "may_plan": _may_plan(request),
    }
    return render(request, "dispatch/runs/desk.html", context)


@needs(RUNS_PLAN)
@require_POST
def assign(request: Request) -> HttpResponse:
    """The ticked orders go to one driver."""
    date = _posted_date(request)
    ids = ids_of(request.POST.getlist("pick"))
    if not ids:
        raise Invalid("pick", _("Tick at least one order."))
    driver = fleet.driver_by_code(request.user, request.POST.get("driver", ""))
    vehicle = fleet.vehicle_by_plate(request.user, request.POST.get("vehicle"))
    return _plan(request, date, [(driver, vehicle, seen.orders_among(request.user, ids))])


@needs(RUNS_PLAN)
@require_POST
def plan_accept(request: Request) -> HttpResponse:
    """The suggestion becomes a plan, exactly as it was shown."""
    runs = [_shown_run(request.user, line) for line in request.POST.getlist("plan")]
    return _plan(request, _posted_date(request), runs)


def _shown_run(user: User, line: str) -> tuple[Driver, None, list[Order]]:
    """One line of the suggestion as the page carried it: "D01:17,18"."""
    code, _colon, ids = line.partition(":")
    orders = ids_of(ids.split(","))
    return fleet.driver_by_code(user, code), None, seen.orders_among(user, orders)


def _plan(request: Request, date: dt.date, runs: list[tuple[Driver, None, list[Any]]]) -> HttpResponse:
    run_plan(business_date=date, platform=home_platform(request.user), runs=runs, actor=request.user)
    count = sum(len(orders) for _driver, _vehicle, orders in runs)
    messages.success(request, ngettext("%(n)s order is planned.", "%(n)s orders are planned.", count) % {"n": count})
    return redirect(f"{reverse('dispatch-desk')}?date={date}")


def _tabs(waiting: QuerySet[Order], zone: str) -> list[JsonObject]:
    counts = Counter(waiting.values_list("zone_id", "zone__name"))
    tabs = [{"label": _("All zones"), "code": "", "count": counts.total(), "current": not zone}]
    for (pk, name), count in counts.items():
        tabs.append({"label": name or "-", "code": pk, "count": count, "current": str(pk) == zone})
    return tabs


def _runs(user: User, date: dt.date) -> list[Run]:
    rows, hours = list(seen.runs_of(user, date)), timetable()
    for run in rows:
        run.light, run.capacity = light(run), run.vehicle.capacity_pieces if run.vehicle else 0
        run.full = 100 * run.pieces // run.capacity if run.capacity else None
        run.late = minutes_late(run, hours) if run.status in ("planned", "issued") else 0
    return rows


def _posted_date(request: Request) -> dt.date:
    try:
        return dt.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        return clock.today()


def _may_plan(request: Request) -> bool:
    return request.user.may(RUNS_PLAN)
