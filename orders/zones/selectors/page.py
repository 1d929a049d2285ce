"""What the zone pages show."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.lifecycle import N_
from core.types import JsonObject
from orders.register.models import Order
from orders.register.selectors.terms import zones_in_terms
from orders.zones.lifecycle import QuestionState
from orders.zones.models import ZoneQuestion
from orders.zones.selectors.zones import reader

REASONS = {
    "empty": N_("The address is empty."),
    "nothing_known": N_("It names no district, town or place that is known here. %(names)s"),
    "only_ambiguous_place": N_("May lie in several districts: %(names)s"),
    "places_disagree": N_("These lie in different districts: %(names)s"),
    "districts_conflict": N_("Names more than one district: %(names)s"),
    "district_town_conflict": N_("District and town do not fit together: %(names)s"),
    "towns_conflict": N_("Names towns of different zones: %(names)s"),
    "district_place_conflict": N_("District and street do not fit together: %(names)s"),
    "town_hint": N_("May mean a town with another promise: %(names)s"),
    "town_in_several_districts": N_("There are towns of this name in several districts: %(names)s"),
    "other_city_suspected": N_("May be in another city: %(names)s"),
    "city_conflict": N_("Names Shanghai and another city: %(names)s"),
}


def reason_words(question: ZoneQuestion) -> str:
    """Why it is asked, as a sentence with the names that were found."""
    text = REASONS.get(question.reason)
    return (_(text) % {"names": ", ".join(question.names)}).strip() if text else question.reason


def question_rows(questions: Iterable[ZoneQuestion]) -> list[JsonObject]:
    """[{question, address, reason, candidates, street}]; candidates only of zones where the client's goods go."""
    resolver, asked = reader(), list(questions)
    clients = {question.order.client for question in asked}
    names = {client: {zone.name for zone in zones_in_terms(client)} for client in clients}
    return [
        {
            "question": question,
            "address": address_of(question.order),
            "reason": reason_words(question),
            "candidates": [name for name in question.candidates if name in names[question.order.client]],
            "street": resolver.street(question.order.recipient.address),
        }
        for question in asked
    ]


def address_of(order: Order) -> str:
    """The address as the file has it, each part once."""
    parts = [part for part in (order.district, order.recipient.town) if part not in order.recipient.address]
    return " ".join([*parts, order.recipient.address])


def tabs(counts: dict[str, int], current: str) -> list[JsonObject]:
    """A tab for each state of a question."""
    return [
        {"label": _(state.label), "code": state.value, "count": counts.get(state, 0), "current": state == current}
        for state in QuestionState
    ]
