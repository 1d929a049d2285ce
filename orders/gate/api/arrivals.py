"""Arrival and acceptance over the API."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import DayQuery
from orders.gate.selectors import arrival as reads
from orders.gate.serializers.arrival import (
    ArrivalIn,
    CheckIn,
    SignIn,
    SurplusIn,
    arrival_json,
    line_json,
    sheet_json,
)
from orders.gate.services import arrival as services
from orders.gate.services.photos import line_photo_add
from orders.gate.services.surplus import surplus_add
from orders.register.web import signing_of
from people.access import demand, needs
from people.selectors import home_platform
from sheets.signing import image_from


@needs("acceptance.read", "acceptance.do")
@api_view(["GET", "POST"])
def arrivals(request):
    """GET: the newest arrivals, ?business_date=. POST: register the client's truck -> {id}."""
    if request.method == "POST":
        return _register(request)
    asked = DayQuery(data=request.query_params)
    asked.is_valid(raise_exception=True)
    rows = reads.arrivals_for(request.user).filter(**asked.validated_data)
    return Response({"results": [arrival_json(row) for row in rows[:200]]})


def _register(request):
    demand(request.user, "acceptance.do")
    data = ArrivalIn(data=request.data)
    data.is_valid(raise_exception=True)
    values = data.validated_data
    arrival = services.arrival_register(platform=home_platform(request.user), actor=request.user, **values)
    return Response({"id": arrival.pk}, status=201)


@needs("acceptance.read", "acceptance.do")
@api_view(["GET"])
def detail(request, pk):
    """Head, progress and lines of one arrival."""
    arrival = reads.arrival_for(request.user, pk)
    lines = [line_json(row) for row in reads.lines_of(arrival)]
    return Response({**arrival_json(arrival), "expected": len(lines), "lines": lines})


@needs("acceptance.do")
@api_view(["POST"])
def unloaded(request, pk):
    services.arrival_unloaded(arrival=reads.arrival_for(request.user, pk), actor=request.user)
    return Response({})


@needs("acceptance.do")
@api_view(["POST"])
def check(request, pk):
    """Record findings, and with rest=accepted the rest as listed -> {checked, expected, exceptions}."""
    data = CheckIn(data=request.data)
    data.is_valid(raise_exception=True)
    arrival = reads.arrival_for(request.user, pk)
    found = services.arrival_check(arrival=arrival, actor=request.user, **data.validated_data)
    opened = [{"id": row.pk, "number": row.number, "kind": row.kind, "item": row.item_id} for row in found["cases"]]
    return Response({"checked": found["checked"], "expected": found["expected"], "exceptions": opened})


@needs("acceptance.do")
@api_view(["POST"])
def photo(request, pk, item):
    """Keep a photo of a checked item: multipart `image`, or a data URL -> {id, file}."""
    arrival = reads.arrival_for(request.user, pk)
    content = image_from(request, request.data)
    kept = line_photo_add(arrival=arrival, item=item, content=content, name="photo", actor=request.user)
    return Response({"id": kept.pk, "file": kept.file_id}, status=201)


@needs("acceptance.do")
@api_view(["POST"])
def surplus(request, pk):
    """Write down goods that stand in no batch; `image` is optional -> {id, exception}."""
    data = SurplusIn(data=request.data)
    data.is_valid(raise_exception=True)
    arrival = reads.arrival_for(request.user, pk)
    given = request.FILES.get("image") or request.data.get("image")
    picture = (image_from(request, request.data), "photo") if given else None
    found = surplus_add(arrival=arrival, actor=request.user, photo=picture, **data.validated_data)
    return Response({"id": found.pk, "exception": found.case_id}, status=201)


@needs("acceptance.do")
@api_view(["POST"])
def issue(request, pk):
    sheet = services.arrival_issue(arrival=reads.arrival_for(request.user, pk), actor=request.user)
    return Response({"sheet": sheet_json(sheet)})


@needs("acceptance.sign")
@api_view(["POST"])
def sign(request, pk):
    """One side signs: the keeper by session or PIN, the carrier's man by name and image -> {complete}."""
    data = SignIn(data=request.data)
    data.is_valid(raise_exception=True)
    values = data.validated_data
    who = signing_of(request, values, request.data)
    arrival = reads.arrival_for(request.user, pk)
    complete = services.arrival_sign(
        arrival=arrival, side=values["side"], actor=request.user, shown=values["shown_hash"], **who
    )
    return Response({"complete": complete})
