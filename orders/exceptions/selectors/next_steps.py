"""Reads of what instructions make people do next."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from orders.exceptions.lifecycle import StepKind, StepState
from orders.exceptions.models import ExceptionCase, NextStep
from people.models import User
from people.selectors import platforms_of


def steps_waiting(user: User, kind: str = "") -> QuerySet[NextStep]:
    """Steps that are still to be carried out, the earliest day first."""
    rows = NextStep.objects.filter(status=StepState.WAITING, order__platform__in=platforms_of(user))
    rows = rows.filter(kind=kind) if kind else rows
    return rows.select_related("case", "order").order_by("on_date", "id")


def held_back(date: dt.date) -> QuerySet[NextStep, Any]:
    """Ids of orders that are not to be planned for this date: wanted back by the client, or for a later day."""
    later = Q(kind=StepKind.REDELIVER, on_date__gt=date)
    rows = NextStep.objects.filter(Q(kind=StepKind.RETURN) | later, status=StepState.WAITING)
    return rows.values("order_id")


def to_deliver_again(order_ids: list[int]) -> dict[int, str]:
    """{order id: number of the case} of these orders that are to be delivered again and that no run has taken yet."""
    rows = NextStep.objects.filter(order__in=order_ids, kind=StepKind.REDELIVER, status=StepState.WAITING)
    return dict(rows.values_list("order_id", "case__number"))


def step_of(case: ExceptionCase) -> NextStep | None:
    """The newest step that this case's order has, or None."""
    return NextStep.objects.filter(order=case.order_id).order_by("-id").first() if case.order_id else None
