"""The demo clock for programs."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request

from core import clock
from core.contract import operation
from lab.clock.serializers import ClockIn, ClockOut
from lab.clock.services import clock_move
from people.access import by_method, needs


@needs("clock.move")
@operation("GET", gives=ClockOut)
def clock_read(request: Request) -> dict[str, Any]:
    """The time of this instance."""
    return {"now": clock.local(clock.now()), "simulation": settings.SIMULATION}


@needs("clock.move")
@operation("POST", takes=ClockIn, gives=ClockOut)
def clock_set(request: Request, data: dict[str, Any]) -> dict[str, Any]:
    """Move the time forward (simulation mode)."""
    clock_move(actor=request.user, **data)
    return {"now": clock.local(clock.now()), "simulation": settings.SIMULATION}


clock_api = by_method(clock_read, clock_set)
