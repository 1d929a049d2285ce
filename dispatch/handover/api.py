"""Runs for programs: planned, issued, matched, signed, departed."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import TodayIn, listed
from dispatch.calls import selectors as calls_seen
from dispatch.fleet.models import Driver, Vehicle
from dispatch.handover import serializers as shapes
from dispatch.handover.services import handover
from dispatch.runs.models import Run
from dispatch.runs.selectors import runs as seen
from dispatch.runs.services import runs
from orders.register.models import Order
from people.access import needs
from people.models import User
from people.selectors import home_platform
from sheets.serializers import SignedOut
from sheets.signing import signature_from


@needs("runs.read", "driver.use")
@operation("GET", takes=TodayIn, gives=listed(shapes.RunBriefOut))
def run_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Runs of a business date: of the platform, or the driver's own."""
    return {"results": seen.runs_of(request.user, asked["business_date"])}


@needs("runs.plan")
@operation("GET", takes=TodayIn, gives=shapes.PlanIn)
def run_suggest(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """A balanced plan for what is unplanned, in the shape that plan/ takes. Nothing is written."""
    plan = seen.suggestion(request.user, asked["business_date"])
    return asked | {"runs": [{"driver": code, "vehicle": None, "orders": orders} for code, orders in plan.items()]}


@needs("runs.plan")
@operation("POST", takes=shapes.PlanIn, gives=shapes.PlannedOut, status=201)
def run_plan(request: Request, data: dict[str, Any]) -> dict[str, Any]:
    """Put orders on runs: all or none."""
    planned = runs.run_plan(
        business_date=data["business_date"],
        platform=home_platform(request.user),
        actor=request.user,
        runs=[_planned(request.user, row) for row in data["runs"]],
    )
    return {"runs": planned}


@needs("runs.read", "driver.use")
@operation("GET", gives=shapes.RunOut)
def run_detail(request: Request, pk: int) -> Run:
    """A run with stops, sheet and clearance."""
    return _full(request.user, pk)


@needs("handover.issue")
@operation("POST", gives=shapes.RunOut, status=201)
def run_issue(request: Request, pk: int) -> Run:
    """Issue the goods handover sheet."""
    handover.handover_issue(run=seen.run_of(request.user, pk), actor=request.user)
    return _full(request.user, pk)


@needs("driver.use")
@operation("POST", takes=shapes.MatchIn, gives=shapes.UnmatchedOut)
def run_match(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """The driver found these orders."""
    run = seen.run_of(request.user, pk)
    return {"unmatched": handover.handover_match(run=run, orders=data["orders"], driver=request.user)}


@needs("handover.sign")
@operation("POST", takes=shapes.MissingIn, gives=shapes.RunMissingOut, status=201)
def run_missing(request: Request, data: dict[str, Any], pk: int) -> Run:
    """The goods of one line are not there: the sheet is issued again without it."""
    run = seen.run_of(request.user, pk)
    order = calls_seen.order_to_call(request.user, data["order"])
    case = handover.handover_missing(run=run, order=order, note=data["note"], actor=request.user)
    run = _full(request.user, pk)
    run.missing_case = case
    return run


@needs("handover.sign")
@operation("POST", takes=shapes.HandoverSignIn, gives=SignedOut)
def run_sign(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """One side signs."""
    run = seen.run_of(request.user, pk)
    return {"complete": handover.handover_sign(run=run, **signature_from(request, data))}


@needs("runs.depart")
@operation("POST", gives=shapes.DepartedOut)
def run_depart(request: Request, pk: int) -> dict[str, Any]:
    """The van leaves."""
    handover.run_depart(run=seen.run_of(request.user, pk), actor=request.user)
    return {"status": "departed"}


def _planned(user: User, row: dict[str, Any]) -> tuple[Driver, Vehicle | None, list[Order]]:
    driver = seen.driver_by_code(user, row["driver"])
    return driver, seen.vehicle_by_plate(user, row.get("vehicle")), seen.orders_among(user, row["orders"])


def _full(user: User, pk: int) -> Run:
    run = seen.run_of(user, pk)
    run.stops_shown = seen.stops_of(run)
    return run
