"""The call queue for programs."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import TodayIn
from dispatch.calls import selectors as calls_seen
from dispatch.calls.models import Appointment, CallLog
from dispatch.calls.serializers import CallIn, CallMadeOut, CallQueueOut, LeaseOut
from dispatch.calls.services import calls
from people.access import needs


@needs("calls.read")
@operation("GET", takes=TodayIn, gives=CallQueueOut)
def call_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """The call queue of a business date, most urgent first."""
    rows = calls_seen.call_queue(request.user, asked["business_date"])
    return {"results": rows, "coverage": calls_seen.coverage(rows)}


@needs("calls.log")
@operation("POST", gives=LeaseOut)
def call_take(request: Request, order_id: int) -> Appointment:
    """Lease a call for three minutes."""
    return calls.call_take(order=calls_seen.call_of(request.user, order_id).order, caller=request.user)


@needs("calls.log", "driver.use")
@operation("POST", takes=CallIn, gives=CallMadeOut, status=201)
def call_log(request: Request, data: dict[str, Any], order_id: int) -> CallLog:
    """Record a call."""
    return calls.call_log(order=calls_seen.order_to_call(request.user, order_id), caller=request.user, **data)
