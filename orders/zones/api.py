"""Zones and the questions about doubtful addresses over the API."""

from core.contract import operation
from core.serializers import counted, listed
from core.types import JsonObject
from orders.zones.rights import ZONES_ANSWER, ZONES_READ
from orders.zones.selectors import page as shown
from orders.zones.selectors import zones as reads
from orders.zones.serializers import AnswerIn, PlacedOut, QuestionOut, ZoneOut
from orders.zones.services.questions import zone_answer
from people.access import ApiRequest, needs


@needs(ZONES_READ)
@operation("GET", gives=listed(ZoneOut))
def zones(request: ApiRequest) -> JsonObject:
    """Every zone with its promise."""
    return {"results": reads.zones_all()}


@needs(ZONES_ANSWER)
@operation("GET", gives=counted(QuestionOut))
def questions(request: ApiRequest) -> JsonObject:
    """Open questions, the oldest first; at most 500."""
    rows = reads.questions_for(request.user)
    return {"count": rows.count(), "results": shown.question_rows(rows[:500])}


@needs(ZONES_ANSWER)
@operation("POST", takes=AnswerIn, gives=PlacedOut)
def answer(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Pick the zone of an order, or say that it is out of area (SLA-24)."""
    question = reads.question_for(request.user, pk)
    zone = reads.zone_named(data["zone"]) if data["zone"] else None
    placed = zone_answer(question=question, zone=zone, remember=data["remember"], actor=request.user)
    return {"placed": placed}
