"""Runs for programs: planned, issued, matched, signed, departed."""

from core.contract import operation
from core.serializers import TodayIn, listed
from core.types import JsonObject
from dispatch.fleet import selectors as fleet
from dispatch.fleet.rights import DRIVER_USE
from dispatch.handover import serializers as shapes
from dispatch.handover.rights import HANDOVER_ISSUE, HANDOVER_SIGN
from dispatch.handover.services import handover
from dispatch.runs.rights import RUNS_DEPART, RUNS_PLAN, RUNS_READ
from dispatch.runs.selectors import runs as seen
from dispatch.runs.selectors.runs import RunRow
from dispatch.runs.services import runs
from people.access import ApiRequest, needs
from people.models import User
from people.selectors import home_platform
from sheets.serializers import SignedOut
from sheets.signing import signature_from


@needs(RUNS_READ, DRIVER_USE)
@operation("GET", takes=TodayIn, gives=listed(shapes.RunBriefOut))
def run_list(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """Runs of a business date: of the platform, or the driver's own."""
    return {"results": seen.runs_of(request.user, asked["business_date"])}


@needs(RUNS_PLAN)
@operation("GET", takes=TodayIn, gives=shapes.PlanIn)
def run_suggest(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """A balanced plan for what is unplanned, in the shape that plan/ takes. Nothing is written."""
    plan = seen.suggestion(request.user, asked["business_date"])
    return asked | {"runs": [{"driver": code, "vehicle": None, "orders": orders} for code, orders in plan.items()]}


@needs(RUNS_PLAN)
@operation("POST", takes=shapes.PlanIn, gives=shapes.PlannedOut, status=201)
def run_plan(request: ApiRequest, data: JsonObject) -> JsonObject:
    """Put orders on runs: all or none."""
    planned = runs.run_plan(
        business_date=data["business_date"],
        platform=home_platform(request.user),
        actor=request.user,
        runs=[_planned(request.user, row) for row in data["runs"]],
    )
    return {"runs": planned}


@needs(RUNS_READ, DRIVER_USE)
@operation("GET", gives=shapes.RunOut)
def run_detail(request: ApiRequest, pk: int) -> RunRow:
    """A run with stops, sheet and clearance."""
    return seen.run_of(request.user, pk)


@needs(HANDOVER_ISSUE)
@operation("POST", gives=shapes.RunOut, status=201)
def run_issue(request: ApiRequest, pk: int) -> RunRow:
    """Issue the goods handover sheet."""
    handover.handover_issue(run=seen.run_of(request.user, pk), actor=request.user)
    return seen.run_of(request.user, pk)


@needs(DRIVER_USE)
@operation("POST", takes=shapes.MatchIn, gives=shapes.UnmatchedOut)
def run_match(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """The driver found these orders."""
    run = seen.run_of(request.user, pk)
    return {"unmatched": handover.handover_match(run=run, orders=data["orders"], driver=request.user)}


@needs(HANDOVER_SIGN)
@operation("POST", takes=shapes.MissingIn, gives=shapes.RunMissingOut, status=201)
def run_missing(request: ApiRequest, data: JsonObject, pk: int) -> shapes.RunMissing:
    """The goods of one line are not there: the sheet is issued again without it."""
    run = seen.run_of(request.user, pk)
    order = seen.order_on_run(run, data["order"])
    case = handover.handover_missing(run=run, order=order, note=data["note"], actor=request.user)
    return shapes.RunMissing(seen.run_of(request.user, pk), case)


@needs(HANDOVER_SIGN)
@operation("POST", takes=shapes.HandoverSignIn, gives=SignedOut)
def run_sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """One side signs."""
    run = seen.run_of(request.user, pk)
    return {"complete": handover.handover_sign(run=run, **signature_from(request, data))}


@needs(RUNS_DEPART)
@operation("POST", gives=shapes.DepartedOut)
def run_depart(request: ApiRequest, pk: int) -> JsonObject:
    """The van leaves."""
    handover.run_depart(run=seen.run_of(request.user, pk), actor=request.user)
    return {"status": "departed"}


def _planned(user: User, row: JsonObject) -> runs.Load:
    driver = fleet.driver_by_code(user, row["driver"])
    return driver, fleet.vehicle_by_plate(user, row.get("vehicle")), seen.orders_among(user, row["orders"])
