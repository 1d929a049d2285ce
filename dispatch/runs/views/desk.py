"""The dispatch desk: what is unplanned by zone, who drives what, and the suggestion."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

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
from core.inputs import ids_of
from core.pagination import Page, page_of
from core.types import JsonObject
from dispatch.fleet import selectors as fleet
from dispatch.runs.rights import RUNS_PLAN, RUNS_READ
from dispatch.runs.selectors import runs as seen
from dispatch.runs.selectors.runs import RunRow
from dispatch.runs.services.runs import OPEN_PLAN, Load, run_plan
from dispatch.runs.steps import minutes_late
from orders.exceptions.selectors.next_steps import to_deliver_again
from orders.register.models import Order
from people.access import Request, needs
from people.models import User
from people.selectors import home_platform


@dataclass(frozen=True)
class WaitingLine:
    """An order without a run. `again`: the case by which it is delivered again; `suggested`: whose it might be."""

    order: Order
    again: str
    suggested: str


@dataclass(frozen=True)
class RunLine:
    """A run of the day; `late` in minutes."""

    run: RunRow
    late: int

    @property
    def capacity(self) -> int:
        return self.run.vehicle.capacity_pieces if self.run.vehicle else 0

    @property
    def full(self) -> int | None:
        """How full the van is, in per cent; None where nobody knows what it holds."""
        return 100 * self.run.pieces // self.capacity if self.capacity else None


@needs(RUNS_READ)
def desk(request: Request) -> HttpResponse:
    """Unplanned orders on the left, runs on the right."""
    date = business_date(request) or clock.today()
    zone = request.GET.get("status", "")
    waiting, zones = seen.unplanned(request.user, date), ids_of([zone])
    plan = seen.suggestion(request.user, date) if "suggest" in request.GET and _may_plan(request) else {}
    page = page_of(waiting.filter(zone_id__in=zones) if zones else waiting, request)
    context = {
        "date": date,
        "page": page,
        "waiting": _waiting(page, plan),
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


def _shown_run(user: User, line: str) -> Load:
    """One line of the suggestion as the page carried it: "D01:17,18"."""
    code, _colon, ids = line.partition(":")
    orders = ids_of(ids.split(","))
    return fleet.driver_by_code(user, code), None, seen.orders_among(user, orders)


def _plan(request: Request, date: dt.date, runs: list[Load]) -> HttpResponse:
    run_plan(business_date=date, platform=home_platform(request.user), runs=runs, actor=request.user)
    count = sum(len(orders) for _driver, _vehicle, orders in runs)
    messages.success(request, ngettext("%(n)s order is planned.", "%(n)s orders are planned.", count) % {"n": count})
    return redirect(f"{reverse('dispatch-desk')}?date={date}")


def _waiting(page: Page[Order], plan: dict[str, list[int]]) -> list[WaitingLine]:
    again = to_deliver_again([order.pk for order in page])
    driver_of = {order: code for code, orders in plan.items() for order in orders}
    return [WaitingLine(order, again.get(order.pk, ""), driver_of.get(order.pk, "")) for order in page]


def _tabs(waiting: QuerySet[Order], zone: str) -> list[JsonObject]:
    counts = Counter(waiting.values_list("zone_id", "zone__name"))
    tabs = [{"label": _("All zones"), "code": "", "count": counts.total(), "current": not zone}]
    for (pk, name), count in counts.items():
        tabs.append({"label": name or "-", "code": pk, "count": count, "current": str(pk) == zone})
    return tabs


def _runs(user: User, date: dt.date) -> list[RunLine]:
    rows, hours = seen.runs_of(user, date), timetable()
    return [RunLine(run, minutes_late(run, hours) if run.status in OPEN_PLAN else 0) for run in rows]


def _posted_date(request: Request) -> dt.date:
    try:
        return dt.date.fromisoformat(request.POST.get("date", ""))
    except ValueError:
        return clock.today()


def _may_plan(request: Request) -> bool:
    return request.user.may(RUNS_PLAN)
