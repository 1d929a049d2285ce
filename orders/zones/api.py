"""Zones and the questions about doubtful addresses over the API."""

from core.contract import operation
from core.pagination import page_at
from core.serializers import PageIn, counted, listed
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
@operation("GET", takes=PageIn, gives=counted(QuestionOut))
def questions(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """Open questions, the oldest first. `count` ends at 10,001."""
    page = page_at(reads.questions_for(request.user), **asked)
    return {"count": page.total, "results": shown.question_rows(page.items)}


@needs(ZONES_ANSWER)
@operation("POST", takes=AnswerIn, gives=PlacedOut)
def answer(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Pick the zone of an order, or say that it is out of area (SLA-24)."""
    question = reads.question_for(request.user, pk)
    zone = reads.zone_named(data["zone"]) if data["zone"] else None
    placed = zone_answer(question=question, zone=zone, remember=data["remember"], actor=request.user)
    return {"placed": placed}
