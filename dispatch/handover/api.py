"""Runs for programs: planned, issued, matched, signed, departed."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import day_of, parsed
from dispatch.fleet import selectors as fleet
from dispatch.handover import serializers as shapes
from dispatch.handover.services import handover
from dispatch.runs.selectors import runs as seen
from dispatch.runs.services import runs
from people.access import needs
from people.selectors import home_platform
from sheets.signing import signer_from


@needs("runs.read", "driver.use")
@api_view(["GET"])
def run_list(request):
    """Runs of a business date: of the platform, or the driver's own."""
    rows = seen.runs_of(request.user, day_of(request))
    return Response({"results": [shapes.run_brief(run) for run in rows]})


@needs("runs.plan")
@api_view(["GET"])
def run_suggest(request):
    """A balanced plan for what is unplanned, in the shape that plan/ takes. Nothing is written."""
    date = day_of(request)
    plan = seen.suggestion(request.user, date)
    rows = [{"driver": code, "vehicle": None, "orders": orders} for code, orders in plan.items()]
    return Response({"business_date": date, "runs": rows})


@needs("runs.plan")
@api_view(["POST"])
def run_plan(request):
    """Put orders on runs: all or none."""
    data = parsed(shapes.PlanSerializer, request.data)
    planned = runs.run_plan(
        business_date=data["business_date"],
        platform=home_platform(request.user),
        actor=request.user,
        runs=[_planned(request.user, row) for row in data["runs"]],
    )
    rows = [{"id": run.pk, "number": run.number, "driver": run.driver.code} for run in planned]
    return Response({"runs": rows}, status=201)


@needs("runs.read", "driver.use")
@api_view(["GET"])
def run_detail(request, pk):
    """A run with stops, sheet and clearance."""
    return Response(_full(request.user, pk))


@needs("handover.issue")
@api_view(["POST"])
def run_issue(request, pk):
    """Issue the goods handover sheet."""
    handover.handover_issue(run=seen.run_of(request.user, pk), actor=request.user)
    return Response(_full(request.user, pk), status=201)


@needs("driver.use")
@api_view(["POST"])
def run_match(request, pk):
    """The driver found these orders."""
    data = parsed(shapes.MatchSerializer, request.data)
    left = handover.handover_match(run=seen.run_of(request.user, pk), orders=data["orders"], driver=request.user)
    return Response({"unmatched": left})


@needs("handover.sign")
@api_view(["POST"])
def run_missing(request, pk):
    """The goods of one line are not there: the sheet is issued again without it."""
    data = parsed(shapes.MissingSerializer, request.data)
    run = seen.run_of(request.user, pk)
    order = seen.order_on_run(run, data["order"])
    case = handover.handover_missing(run=run, order=order, note=data.get("note", ""), actor=request.user)
    return Response({"exception": case.pk} | _full(request.user, pk), status=201)


@needs("handover.sign")
@api_view(["POST"])
def run_sign(request, pk):
    """One side signs."""
    data = parsed(shapes.SignSerializer, request.data)
    run = seen.run_of(request.user, pk)
    signer, method = signer_from(request, data)
    complete = handover.handover_sign(
        run=run, side=data["side"], signer=signer, method=method, shown_hash=data["shown_hash"]
    )
    return Response({"complete": complete})


@needs("runs.depart")
@api_view(["POST"])
def run_depart(request, pk):
    """The van leaves."""
    handover.run_depart(run=seen.run_of(request.user, pk), actor=request.user)
    return Response({"status": "departed"})


def _planned(user, row):
    driver = fleet.driver_by_code(user, row["driver"])
    return driver, fleet.vehicle_by_plate(user, row.get("vehicle")), seen.orders_among(user, row["orders"])


def _full(user, pk):
    run = seen.run_of(user, pk)
    return shapes.run_full(run, seen.stops_of(run))
