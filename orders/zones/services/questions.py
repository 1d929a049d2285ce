"""Doubtful addresses: asked at import, answered once by a person, remembered for the street (SLA-24, INV-01)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from orders.exceptions.services.cases import exception_open
from orders.register.lifecycle import OrderAction, OrderState
from orders.register.models import Order, ServiceZone
from orders.register.services.promise import zones_asked
from orders.zones.addresses import RESOLVED
from orders.zones.addresses.result import Resolution
from orders.zones.cases import NO_ZONE, OUT_OF_AREA
from orders.zones.kinds import STREET_FORGET, STREET_REMEMBER, ZONE_ANSWER, ZONE_ASK
from orders.zones.lifecycle import QuestionState
from orders.zones.models import RememberedStreet, ZoneQuestion
from orders.zones.selectors.zones import district_of, reader
from orders.zones.services.placing import order_place, zone_check
from people.models import User


def questions_ask(*, subjects: list[tuple[Order, Resolution]], actor: User | None) -> None:
    """Ask for the zone of each (order, Resolution); the orders stay out of area, without a waybill, until answered."""
    instant = clock.now()
    asked = [
        ZoneQuestion(
            order=order,
            reason=place.reason.code,
            names=list(place.reason.names),
            candidates=list(place.candidates),
            asked_at=instant,
        )
        for order, place in subjects
    ]
    ZoneQuestion.objects.bulk_create(asked, batch_size=1000)
    zones_asked(order_ids=[question.order_id for question in asked], asked=True)
    changes = [(question, None, {"reason": question.reason}) for question in asked]
    audit.record_many(actor=actor, action=ZONE_ASK, changes=changes)


@transaction.atomic
def zone_answer(*, question: ZoneQuestion, zone: ServiceZone | None, actor: User, remember: bool = False) -> list[int]:
    """Answer a question and return the ids of the orders that were placed by it.

    `zone`: a ServiceZone, or None for out of area: then the client decides, by an exception. With `remember` the
    street keeps the zone, and every other open question of that street is answered with it. Placed orders get zone,
    promise and waybill, become expected, and their money opens (OrdersCreated). Raises Conflict for a question that
    is answered already, for a closed zone, and for an address whose street cannot be remembered.
    """
    waiting = _locked(None if remember else question)
    if question.pk not in waiting:
        raise Conflict("answered", _("This question is answered already."))
    question = waiting.pop(question.pk)
    if zone is None:
        return _answer_outside(question, actor, remember)
    zone_check(client=question.order.client, zone=zone)
    questions = [question, *(_street_remember(question, waiting.values(), zone, actor) if remember else [])]
    return _place(questions, zone, actor)


@transaction.atomic
def street_forget(*, street: RememberedStreet, actor: User) -> None:
    """Addresses of this street are asked again; orders that were placed stay where they are."""
    audit.record(actor=actor, action=STREET_FORGET, subject=street, old={"zone": street.zone.name})
    street.delete()


def _locked(question: ZoneQuestion | None) -> dict[int, ZoneQuestion]:
    """{id: open question}, locked in one order: this one, or all when a street is remembered."""
    rows = ZoneQuestion.objects.select_for_update(of=("self",), no_key=True).filter(state=QuestionState.OPEN)
    rows = rows.filter(order__status=OrderState.OUT_OF_AREA)
    rows = rows.filter(pk=question.pk) if question else rows
    return {row.pk: row for row in rows.select_related("order__recipient", "order__client").order_by("pk")}


def _answer_outside(question: ZoneQuestion, actor: User, remember: bool) -> list[int]:
    if remember:
        raise Invalid("remember", _("Only a zone can be remembered for a street."))
    _close([question], None, actor)
    exception_open(kind=OUT_OF_AREA, order=question.order, cause=NO_ZONE, actor=actor)
    return []


def _street_remember(
    question: ZoneQuestion, others: Iterable[ZoneQuestion], zone: ServiceZone, actor: User
) -> list[ZoneQuestion]:
    """Keep the choice; returns those of the other open questions that it answers."""
    texts = reader()
    street = texts.street(question.order.recipient.address)
    if not street:
        raise Conflict("no_street", _("No street can be told from this address; answer without remembering."))
    row, _made = RememberedStreet.objects.update_or_create(
        street=street, defaults={"zone": zone, "made_by": actor, "made_at": clock.now()}
    )
    audit.record(actor=actor, action=STREET_REMEMBER, subject=row, new={"zone": zone.name})
    if not _is_placed(question, zone):
        text = _("What this address says contradicts the choice; answer without remembering.")
        raise Conflict("not_rememberable", text)
    return [
        other for other in others if texts.street(other.order.recipient.address) == street and _is_placed(other, zone)
    ]


def _is_placed(question: ZoneQuestion, zone: ServiceZone) -> bool:
    """Whether the order now gets this zone by its client's terms."""
    order = question.order
    place = reader(order.client).resolve(order.recipient.address, district=order.district, town=order.recipient.town)
    return place.outcome == RESOLVED and place.zone == zone.name


def _place(questions: list[ZoneQuestion], zone: ServiceZone, actor: User) -> list[int]:
    _close(questions, zone, actor)
    ids = sorted(question.order_id for question in questions)
    for question in sorted(questions, key=lambda each: each.order_id):
        district = question.order.district or district_of(zone)
        order_place(order=question.order, zone=zone, actor=actor, action=OrderAction.PLACE, district=district)
    return ids


def _close(questions: list[ZoneQuestion], zone: ServiceZone | None, actor: User) -> None:
    ids = [question.pk for question in questions]
    values = {"state": QuestionState.ANSWERED, "zone": zone, "answered_by": actor, "answered_at": clock.now()}
    count = ZoneQuestion.objects.filter(pk__in=ids, state=QuestionState.OPEN).update(**values)
    assert count == len(ids), "answered twice under a lock"
    zones_asked(order_ids=[question.order_id for question in questions], asked=False)
    new = {"zone": zone.name if zone else None}
    audit.record_many(actor=actor, action=ZONE_ANSWER, changes=[(question, None, new) for question in questions])
