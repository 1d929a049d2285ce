"""Zones, towns and remembered streets, the reader of addresses made of them, and the questions that wait."""

from functools import lru_cache
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from orders.register.lifecycle import OrderState
from orders.register.models import Client, ServiceZone
from orders.register.selectors.terms import Terms, terms_of, zones_in_terms
from orders.zones.addresses import Resolver, TownZone, Zone, load_zones
from orders.zones.lifecycle import QuestionState
from orders.zones.models import RememberedStreet, TownRule, ZoneQuestion
from people.models import User
from people.selectors import platforms_of

R = TypeVar("R", bound=Model)


def reader(client: Client | None = None) -> Resolver:
    """The Resolver of the database: its active zones, its towns (the delivered ones while it has none), its streets.

    With a client: its zones and their hours by the client's terms.
    """
    rules = [TownZone(*row) for row in TownRule.objects.values_list("town", "community", "zone__name")]
    streets = RememberedStreet.objects.values_list("street", "zone__name")
    return _reader(_zones(client), tuple(streets), tuple(rules) or None)


# The tables change a few times a year; every import and every question asks for the reader.
_reader = lru_cache(maxsize=8)(Resolver)


def _zones(client: Client | None) -> tuple[Zone, ...]:
    terms = terms_of(client) if client else Terms()
    return tuple(_zone(row, terms.hours_of(row)) for row in zones_in_terms(client))


def district_of(zone: ServiceZone) -> str:
    """Today's district that a zone lies in."""
    return next((known.district for known in load_zones() if known.name == zone.name), zone.name)


def _zone(row: ServiceZone, hours: int) -> Zone:
    return Zone(row.name, hours, district_of(row), tuple(row.aliases))


def questions_for(user: User, state: str = QuestionState.OPEN) -> QuerySet[ZoneQuestion]:
    """Questions of the orders this person may see, the oldest first; none whose order went on by another way."""
    over = Q(state=QuestionState.OPEN) & ~Q(order__status=OrderState.OUT_OF_AREA)
    rows = ZoneQuestion.objects.filter(order__platform__in=platforms_of(user)).exclude(over)
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("order__recipient", "order__client", "zone", "answered_by").order_by("id")


def question_for(user: User, pk: int) -> ZoneQuestion:
    """One question, or Missing."""
    row = questions_for(user, state="").filter(pk=pk).first()
    if row is None:
        raise Missing("question", _("There is no such question, or it is not for you."))
    return row


def question_counts(user: User) -> dict[str, int]:
    """{state: number} of what this person may see."""
    rows = questions_for(user, state="").order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def zones_all() -> QuerySet[ServiceZone]:
    """Every zone, also closed ones, in the order of the plan, with what clients' terms say instead."""
    return ServiceZone.objects.order_by("id").prefetch_related("terms__client")


def zone_get(pk: int) -> ServiceZone:
    """One zone, or Missing."""
    return _found(ServiceZone.objects.all(), pk)


def zone_named(name: str) -> ServiceZone:
    """The zone of this name, or Missing."""
    row = ServiceZone.objects.filter(name=name).first()
    if row is None:
        raise Missing("zone", _("There is no zone named %(name)s."), name=name)
    return row


def town_rules() -> QuerySet[TownRule]:
    """Towns and communities whose zone is not the one named as their district."""
    return TownRule.objects.select_related("zone")


def town_rule_get(pk: int) -> TownRule:
    return _found(town_rules(), pk)


def streets() -> QuerySet[RememberedStreet]:
    """Streets that people decided once for all, newest first."""
    return RememberedStreet.objects.select_related("zone", "made_by").order_by("-made_at", "-id")


def street_get(pk: int) -> RememberedStreet:
    return _found(streets(), pk)


def _found(rows: QuerySet[R], pk: int) -> R:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return row
