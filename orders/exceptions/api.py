"""The register of exceptions over the API."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from orders.exceptions.selectors import cases as reads
from orders.exceptions.selectors.next_steps import steps_waiting
from orders.exceptions.serializers import CloseIn, InstructIn, case_json, step_json
from orders.exceptions.services import cases as services
from people.access import needs


@needs("exceptions.read")
@api_view(["GET"])
def listed(request):
    """Cases by clock; ?status=open|instructed|closed, ?kind=, ?q=."""
    asked = request.query_params
    rows = reads.cases_found(
        request.user, status=asked.get("status", ""), kind=asked.get("kind", ""), text=asked.get("q", "").strip()
    )
    return Response({"count": rows.count(), "results": [case_json(case) for case in rows[:500]]})


@needs("exceptions.read")
@api_view(["GET"])
def detail(request, pk):
    return Response(case_json(reads.case_for(request.user, pk)))


@needs("exceptions.read", "stock.read", "runs.plan")
@api_view(["GET"])
def steps(request):
    """What instructions make people do next and nobody has done yet; ?kind=redeliver|return_to_client."""
    rows = steps_waiting(request.user, request.query_params.get("kind", ""))
    return Response({"results": [step_json(step) for step in rows[:500]]})


@needs("exceptions.instruct")
@api_view(["POST"])
def instruct(request, pk):
    """Record the client's instruction under its own staff number (INV-11)."""
    data = InstructIn(data=request.data)
    data.is_valid(raise_exception=True)
    services.exception_instruct(case=reads.case_for(request.user, pk), actor=request.user, **data.validated_data)
    return Response(case_json(reads.case_for(request.user, pk)))


@needs("exceptions.instruct")
@api_view(["POST"])
def close(request, pk):
    """Close with the action that was taken; it must be the instructed one (INV-10)."""
    data = CloseIn(data=request.data)
    data.is_valid(raise_exception=True)
    services.exception_close(case=reads.case_for(request.user, pk), actor=request.user, **data.validated_data)
    return Response(case_json(reads.case_for(request.user, pk)))
