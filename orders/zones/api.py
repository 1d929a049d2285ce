"""Zones and the questions about doubtful addresses over the API."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from orders.zones.selectors import page as shown
from orders.zones.selectors import zones as reads
from orders.zones.serializers import AnswerIn, question_json, zone_json
from orders.zones.services.questions import zone_answer
from people.access import needs


@needs("zones.read")
@api_view(["GET"])
def zones(request):
    """Every zone with its promise."""
    return Response({"results": [zone_json(zone) for zone in reads.zones_all()]})


@needs("zones.answer")
@api_view(["GET"])
def questions(request):
    """Open questions, the oldest first; at most 500."""
    rows = reads.questions_for(request.user)
    return Response({"count": rows.count(), "results": [question_json(row) for row in shown.question_rows(rows[:500])]})


@needs("zones.answer")
@api_view(["POST"])
def answer(request, pk):
    """{zone: name or null for out of area, remember} -> {placed: [order ids]} (SLA-24)."""
    data = AnswerIn(data=request.data)
    data.is_valid(raise_exception=True)
    name, question = data.validated_data["zone"], reads.question_for(request.user, pk)
    zone = reads.zone_named(name) if name else None
    placed = zone_answer(question=question, zone=zone, remember=data.validated_data["remember"], actor=request.user)
    return Response({"placed": placed})
