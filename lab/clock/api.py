"""The demo clock for programs."""

from django.conf import settings
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import clock
from lab.clock.services import clock_move
from people.access import needs


class ClockIn(serializers.Serializer):
    at = serializers.DateTimeField()
    running = serializers.BooleanField(default=False)


@needs("clock.move")
@api_view(["GET", "POST"])
def clock_api(request):
    """GET the time of this instance; POST moves it (simulation mode)."""
    if request.method == "POST":
        data = ClockIn(data=request.data)
        data.is_valid(raise_exception=True)
        clock_move(actor=request.user, **data.validated_data)
    return Response({"now": clock.local(clock.now()), "simulation": settings.SIMULATION})
