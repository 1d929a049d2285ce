"""Reads of the packaging standard."""

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from orders.exceptions.models import DamageStandard


def clauses(place: str = "") -> QuerySet[DamageStandard]:
    """Clauses in their order; `place`: inbound, door or "" for both lists."""
    rows = DamageStandard.objects.order_by("-place", "position", "code")
    return rows.filter(place=place) if place in DamageStandard.PLACES else rows


def clause_for(pk: int) -> DamageStandard:
    """One clause, or Missing."""
    row = DamageStandard.objects.filter(pk=pk).first()
    if row is None:
        raise Missing("clause", _("There is no such clause."))
    return row


def clause_choices(place: str) -> list[tuple[str, str, str]]:
    """[(code, "code wording", decision)] of the clauses in use, in the reader's language."""
    return [(row.code, f"{row.code} {wording(row)}", row.decision) for row in clauses(place).filter(active=True)]


def clause_named(place: str, code: str) -> DamageStandard | None:
    """The clause in use with this code, or None."""
    return DamageStandard.objects.filter(place=place, code=(code or "").strip(), active=True).first()


def wording(clause: DamageStandard) -> str:
    """The clause's text in the reader's language; the Chinese one where there is no other."""
    return clause.text_en if get_language() == "en" and clause.text_en else clause.text_zh
