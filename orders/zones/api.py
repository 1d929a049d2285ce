"""Zones and the questions about doubtful addresses over the API."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import counted, listed
from orders.zones.selectors import page as shown
from orders.zones.selectors import zones as reads
from orders.zones.serializers import AnswerIn, PlacedOut, QuestionOut, ZoneOut
from orders.zones.services.questions import zone_answer
from people.access import needs


@needs("zones.read")
@operation("GET", gives=listed(ZoneOut))
def zones(request: Request) -> dict[str, Any]:
    """Every zone with its promise."""
    return {"results": reads.zones_all()}


@needs("zones.answer")
@operation("GET", gives=counted(QuestionOut))
def questions(request: Request) -> dict[str, Any]:
    """Open questions, the oldest first; at most 500."""
    rows = reads.questions_for(request.user)
    return {"count": rows.count(), "results": shown.question_rows(rows[:500])}


@needs("zones.answer")
@operation("POST", takes=AnswerIn, gives=PlacedOut)
def answer(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """Pick the zone of an order, or say that it is out of area (SLA-24)."""
    question = reads.question_for(request.user, pk)
    zone = reads.zone_named(data["zone"]) if data["zone"] else None
    placed = zone_answer(question=question, zone=zone, remember=data["remember"], actor=request.user)
    return {"placed": placed}
