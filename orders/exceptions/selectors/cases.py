"""Reads of the exceptions desk."""

import datetime as dt
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Missing
from core.pagination import COUNT_CAP
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase, Instruction
from orders.register.models import Client, Order
from orders.register.selectors.finding import named
from people.models import Platform, User
from people.selectors import platforms_of


def cases_for(user: User) -> QuerySet[ExceptionCase]:
    """Cases this person may see, the nearest limit first; cases without an order are for everybody at the desk."""
    # By what is not his: where that is nothing, as with one platform, no case's order need be looked at.
    elsewhere = list(Platform.objects.exclude(pk__in=platforms_of(user)).values_list("pk", flat=True))
    rows = ExceptionCase.objects.exclude(order__platform__in=elsewhere) if elsewhere else ExceptionCase.objects.all()
    rows = rows.select_related("order", "item", "reason", "standard", "opened_by", "assignee")
    said = Prefetch("instructions", Instruction.objects.select_related("recorded_by"))
    return rows.prefetch_related(said, "order__next_steps").order_by("due_at", "id")


def case_for(user: User, pk: int) -> ExceptionCase:
    """One case, or Missing."""
    row = cases_for(user).filter(pk=pk).first()
    if row is None:
        raise Missing("exception", _("There is no such exception, or it is not for you."))
    return row


def cases_found(
    user: User, *, status: str = "", kind: str = "", text: str = "", mine: bool = False
) -> QuerySet[ExceptionCase]:
    """Cases by tab (a state, "snoozed" or "late"), kind, and a text in the case, the order or the client's number."""
    rows = cases_for(user)
    rows = rows.filter(_tabs()[status]) if status in _tabs() else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(assignee=user) if mine else rows
    if text:
        about = Q(order__in=Order.objects.filter(named(text)).order_by().values("pk"))
        rows = rows.filter(Q(number__icontains=text) | about | Q(pk__in=_instructed_by(text)))
    return rows


def counts_for(user: User) -> dict[str, int | None]:
    """{tab: number of cases} of what this person may see; `all` among them. None where the closed are too many."""
    rows = cases_for(user).order_by().prefetch_related(None).select_related(None)
    counted = {code: Count("pk", filter=wanted) for code, wanted in _tabs().items() if code != CaseState.CLOSED}
    found = rows.exclude(status=CaseState.CLOSED).aggregate(going=Count("pk"), **counted)
    going, closed = found.pop("going"), rows.filter(status=CaseState.CLOSED)[:COUNT_CAP].count()
    if closed == COUNT_CAP:
        return {"all": None, **found, CaseState.CLOSED: None}
    return {"all": going + closed, **found, CaseState.CLOSED: closed}


def staff_numbers(client_id: int | None = None, limit: int = 20) -> list[str]:
    """The client's staff numbers used last, newest first: the form offers them (screens 3.7)."""
    rows = Instruction.objects.all()
    rows = rows.filter(exception__client=client_id) if client_id else rows
    newest = rows.values("client_staff_no").annotate(last=Max("pk")).order_by("-last")
    return [row["client_staff_no"] for row in newest[:limit]]


def cases_between(user: User, client: Client, first: dt.date, last: dt.date) -> QuerySet[ExceptionCase]:
    """A client's cases opened from one Shanghai date to another, both included, by number (DOC-20)."""
    start, end = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    return cases_for(user).filter(client=client, opened_at__gte=start, opened_at__lt=end).order_by("opened_at", "id")


def _tabs() -> dict[str, Q]:
    instant = clock.now()
    asleep = Q(status=CaseState.OPEN, snoozed_until__gt=instant)
    waiting = Q(status=CaseState.OPEN) & (Q(snoozed_until=None) | Q(snoozed_until__lte=instant))
    return {
        CaseState.OPEN: waiting,
        "late": Q(status=CaseState.OPEN, due_at__lt=instant),
        "snoozed": asleep,
        CaseState.INSTRUCTED: Q(status=CaseState.INSTRUCTED),
        CaseState.CLOSED: Q(status=CaseState.CLOSED),
    }


def _instructed_by(number: str) -> QuerySet[Instruction, Any]:
    return Instruction.objects.filter(client_staff_no=number).values("exception_id")


def is_late(case: ExceptionCase) -> bool:
    """Whether the client has not answered within the first-response limit (BG-11)."""
    return case.status == CaseState.OPEN and case.due_at < clock.now()
