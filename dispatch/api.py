"""The API of the dispatch room: runs and calls."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import clock
from dispatch import serializers as shapes
from dispatch.selectors import calls as calls_seen
from dispatch.selectors import runs as seen
from dispatch.services import calls, handover, runs
from people.access import needs
from people.selectors import home_platform
from sheets.signing import signer_from


@needs("runs.read", "driver.use")
@api_view(["GET"])
def run_list(request):
    """Runs of a business date: of the platform, or the driver's own."""
    rows = seen.runs_of(request.user, _date(request))
    return Response({"results": [shapes.run_brief(run) for run in rows]})


@needs("runs.plan")
@api_view(["GET"])
def run_suggest(request):
    """A balanced plan for what is unplanned, in the shape that plan/ takes. Nothing is written."""
    date = _date(request)
    plan = seen.suggestion(request.user, date)
    rows = [{"driver": code, "vehicle": None, "orders": orders} for code, orders in plan.items()]
    return Response({"business_date": date, "runs": rows})


@needs("runs.plan")
@api_view(["POST"])
def run_plan(request):
    """Put orders on runs: all or none."""
    data = _valid(shapes.PlanSerializer, request.data)
    planned = runs.run_plan(
        business_date=data["business_date"], platform=home_platform(request.user), actor=request.user,
        runs=[_planned(request.user, row) for row in data["runs"]],
    )  # fmt: skip
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
    data = _valid(shapes.MatchSerializer, request.data)
    left = handover.handover_match(run=seen.run_of(request.user, pk), orders=data["orders"], driver=request.user)
    return Response({"unmatched": left})


@needs("handover.sign")
@api_view(["POST"])
def run_missing(request, pk):
    """The goods of one line are not there: the sheet is issued again without it."""
    data = _valid(shapes.MissingSerializer, request.data)
    run = seen.run_of(request.user, pk)
    order = calls_seen.order_to_call(request.user, data["order"])
    case = handover.handover_missing(run=run, order=order, note=data.get("note", ""), actor=request.user)
    return Response({"exception": case.pk} | _full(request.user, pk), status=201)


@needs("handover.sign")
@api_view(["POST"])
def run_sign(request, pk):
    """One side signs."""
    data = _valid(shapes.SignSerializer, request.data)
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


@needs("calls.read")
@api_view(["GET"])
def call_list(request):
    """The call queue of a business date, most urgent first."""
    rows = calls_seen.call_queue(request.user, _date(request))
    return Response({"results": [shapes.call_row(call) for call in rows], "coverage": calls_seen.coverage(rows)})


@needs("calls.log")
@api_view(["POST"])
def call_take(request, order_id):
    """Lease a call for three minutes."""
    order = calls_seen.call_of(request.user, order_id).order
    appointment = calls.call_take(order=order, caller=request.user)
    return Response({"leased_until": appointment.leased_until})


@needs("calls.log", "driver.use")
@api_view(["POST"])
def call_log(request, order_id):
    """Record a call."""
    data = _valid(shapes.CallSerializer, request.data)
    order = calls_seen.order_to_call(request.user, order_id)
    call = calls.call_log(order=order, caller=request.user, **data)
    return Response({"id": call.pk, "result": call.result, "flagged": call.flagged}, status=201)


def _valid(serializer, data):
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return checked.validated_data


def _date(request):
    return _valid(shapes.DayQuery, request.query_params).get("business_date") or clock.today()


def _planned(user, row):
    driver = seen.driver_by_code(user, row["driver"])
    return driver, seen.vehicle_by_plate(user, row.get("vehicle")), seen.orders_among(user, row["orders"])


def _full(user, pk):
    run = seen.run_of(user, pk)
    return shapes.run_full(run, seen.stops_of(run))
