"""Reads of surplus goods."""

from typing import TypeAlias, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from core.types import WithAnnotations
from orders.exceptions.cases import Decision
from orders.exceptions.models import Instruction
from orders.gate import decisions
from orders.gate.models import Arrival, SurplusItem
from people.kinds import HolderKind
from people.models import User
from people.selectors import platforms_of

_WORD = Instruction.objects.filter(exception=OuterRef("case")).order_by("-id")


class LastWord(TypedDict):
    """The client's last instruction on surplus goods; None before the first."""

    decision: Decision | None
    staff_no: str | None


SurplusRow: TypeAlias = WithAnnotations[SurplusItem, LastWord]


def _rows() -> QuerySet[SurplusRow]:
    rows = SurplusItem.objects.select_related("case", "arrival", "holder").order_by("id")
    return rows.annotate(
        decision=Subquery(_WORD.values("decision")[:1]), staff_no=Subquery(_WORD.values("client_staff_no")[:1])
    )


def surplus_of(arrival: Arrival) -> list[SurplusRow]:
    """Surplus goods found on this truck, each with the client's last word."""
    return list(_rows().filter(arrival=arrival))


def surplus_going(arrival: Arrival) -> list[SurplusRow]:
    """Goods kept from an earlier truck that the client now wants back: they leave with this carrier.

    After this truck's receipt was signed: those that stand on it.
    """
    earlier = (
        _rows()
        .exclude(arrival=arrival)
        .filter(
            arrival__client=arrival.client_id, arrival__platform=arrival.platform_id, decision=decisions.CARRIER_RETURN
        )
    )
    if arrival.sheet_id and earlier.filter(returned_by=arrival.sheet_id).exists():
        return list(earlier.filter(returned_by=arrival.sheet_id))
    return list(earlier.filter(holder__kind=HolderKind.STORE, item=None))


def surplus_kept(user: User) -> QuerySet[SurplusRow]:
    """Surplus goods that stand in stores this person may see and belong to no order yet."""
    return _rows().filter(holder__kind=HolderKind.STORE, item=None, arrival__platform__in=platforms_of(user))


def surplus_for(user: User, pk: int) -> SurplusRow:
    """One surplus item, or Missing."""
    found = _rows().filter(pk=pk, arrival__platform__in=platforms_of(user)).first()
    if found is None:
        raise Missing("surplus", _("There are no such surplus goods, or they are not for you."))
    return found
