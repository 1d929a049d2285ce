"""The call queue for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import day_of, parsed
from dispatch.calls import selectors as calls_seen
from dispatch.calls import serializers as shapes
from dispatch.calls.services import calls
from people.access import needs


@needs("calls.read")
@api_view(["GET"])
def call_list(request):
    """The call queue of a business date, most urgent first."""
    rows = calls_seen.call_queue(request.user, day_of(request))
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
    data = parsed(shapes.CallSerializer, request.data)
    order = calls_seen.order_to_call(request.user, order_id)
    call = calls.call_log(order=order, caller=request.user, **data)
    return Response({"id": call.pk, "result": call.result, "flagged": call.flagged}, status=201)
