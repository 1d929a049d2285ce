"""The demo clock for programs."""

from django.conf import settings

from core import clock
from core.contract import operation
from core.types import JsonObject
from lab.clock.rights import CLOCK_MOVE
from lab.clock.serializers import ClockIn, ClockOut
from lab.clock.services import clock_move
from people.access import ApiRequest, by_method, needs


@needs(CLOCK_MOVE)
@operation("GET", gives=ClockOut)
def clock_read(request: ApiRequest) -> JsonObject:
    """The time of this instance."""
    return {"now": clock.local(clock.now()), "simulation": settings.SIMULATION}


@needs(CLOCK_MOVE)
@operation("POST", takes=ClockIn, gives=ClockOut)
def clock_set(request: ApiRequest, data: JsonObject) -> JsonObject:
    """Move the time forward (simulation mode)."""
    clock_move(actor=request.user, **data)
    return {"now": clock.local(clock.now()), "simulation": settings.SIMULATION}


clock_api = by_method(clock_read, clock_set)
