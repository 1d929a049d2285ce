"""The call queue for programs."""

from core.contract import operation
from core.pagination import page_at
from core.types import JsonObject
from dispatch.calls import selectors as calls_seen
from dispatch.calls.models import Appointment, CallLog
from dispatch.calls.rights import CALLS_LOG, CALLS_READ
from dispatch.calls.serializers import CallIn, CallMadeOut, CallQueueIn, CallQueueOut, LeaseOut
from dispatch.calls.services import calls
from dispatch.fleet.rights import DRIVER_USE
from people.access import ApiRequest, needs


@needs(CALLS_READ)
@operation("GET", takes=CallQueueIn, gives=CallQueueOut)
def call_list(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """A page of the call queue of a business date, most urgent first; the coverage is the whole day's."""
    rows = calls_seen.call_queue(request.user, asked.pop("business_date"))
    page = page_at(rows, **asked)
    return {"count": page.total, "results": page.items, "coverage": calls_seen.coverage(rows)}


@needs(CALLS_LOG)
@operation("POST", gives=LeaseOut)
def call_take(request: ApiRequest, order_id: int) -> Appointment:
    """Lease a call for three minutes."""
    return calls.call_take(order=calls_seen.call_of(request.user, order_id).order, caller=request.user)


@needs(CALLS_LOG, DRIVER_USE)
@operation("POST", takes=CallIn, gives=CallMadeOut, status=201)
def call_log(request: ApiRequest, data: JsonObject, order_id: int) -> CallLog:
    """Record a call."""
    return calls.call_log(order=calls_seen.order_to_call(request.user, order_id), caller=request.user, **data)
