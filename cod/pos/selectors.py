"""Reads of terminals and their issue, starting from what a person may see."""

from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cod.pos.lifecycle import HELD
from cod.pos.models import PosIssue, Terminal
from core.errors import Missing
from core.inputs import ids_of
from dispatch.fleet.models import Driver
from dispatch.runs.models import Run
from people.models import User
from people.roles import DRIVER
from people.selectors import platforms_of

M = TypeVar("M", bound=Model)


def terminals_for(user: User) -> QuerySet[Terminal]:
    """Terminals of the person's platforms."""
    return Terminal.objects.select_related("platform").filter(platform__in=platforms_of(user)).order_by("serial")


def issues_for(user: User) -> QuerySet[PosIssue]:
    """Issues of terminals on the person's platforms; a driver sees his own."""
    rows = PosIssue.objects.select_related("terminal__platform", "driver__user", "issue_sheet", "return_sheet")
    rows = rows.defer("issue_sheet__content", "return_sheet__content")
    if user.roles == {DRIVER}:
        return rows.filter(driver__user=user)
    return rows.filter(terminal__platform__in=platforms_of(user))


def runs_for(user: User) -> QuerySet[Run]:
    """Runs of the person's platforms; a driver sees his own."""
    rows = Run.objects.select_related("driver__user", "platform")
    if user.roles == {DRIVER}:
        return rows.filter(driver__user=user)
    return rows.filter(platform__in=platforms_of(user))


def drivers_for(user: User) -> QuerySet[Driver]:
    """Drivers of the person's platforms."""
    return Driver.objects.select_related("user", "platform").filter(platform__in=platforms_of(user))


def one(rows: QuerySet[M], **wanted: Any) -> M:
    """The one row, or Missing: what is not for this person's eyes is not there."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return row


def by_code(rows: QuerySet[M], value: str, field: str) -> M:
    """The row with this id or this code."""
    text = str(value).strip()
    found = rows.filter(**{field: text}).first()
    if found is None and (ids := ids_of([text])):
        found = rows.filter(pk=ids[0]).first()
    if found is None:
        raise Missing("not_found", _("“%(value)s” is not in the list."), value=text[:20])
    return found


def terminals_with_holders(user: User) -> QuerySet[Terminal]:
    """Terminals with the code of the driver who has each now."""
    out = PosIssue.objects.filter(terminal=OuterRef("pk"), status__in=HELD)
    rows = terminals_for(user).annotate(held_by=Subquery(out.values("driver__code")[:1]))
    return rows.annotate(issue_id=Subquery(out.values("pk")[:1]))
