"""The demo clock, the timed jobs and the balance, for programs."""

from django.conf import settings
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import clock, selectors
from operations.selectors.balance import balance
from operations.services.clock import clock_move
from people.access import needs


class ClockIn(serializers.Serializer):
    at = serializers.DateTimeField()
    running = serializers.BooleanField(default=False)


class DatesIn(serializers.Serializer):
    start = serializers.DateField()
    end = serializers.DateField()


@needs("clock.move")
@api_view(["GET", "POST"])
def clock_api(request):
    """GET the time of this instance; POST moves it (simulation mode)."""
    if request.method == "POST":
        data = ClockIn(data=request.data)
        data.is_valid(raise_exception=True)
        clock_move(actor=request.user, **data.validated_data)
    return Response({"now": clock.local(clock.now()), "simulation": settings.SIMULATION})


@needs("self.manage")
@api_view(["GET"])
def job_runs(request):
    """Runs of timed jobs, newest due first; ?business_date= narrows."""
    rows = selectors.job_runs(request.query_params.get("business_date"))
    fields = ("job", "business_date", "state", "caught_up", "attempts", "message")
    return Response({"results": list(rows.values(*fields)[:200])})


@needs("board.read")
@api_view(["GET"])
def balance_api(request):
    """Goods, papers and money of the orders of ?from= to ?to=, each in = out."""
    given = request.query_params
    data = DatesIn(data={"start": given.get("from"), "end": given.get("to")})
    data.is_valid(raise_exception=True)
    return Response(balance(**data.validated_data))
