"""Reads of arrivals and of the acceptance receipt."""

from typing import TypeAlias, TypedDict

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.counting import count_of
from core.deadlines import Timetable, timetable
from core.errors import Missing
from core.types import JsonObject, WithAnnotations
from orders.exceptions.models import ExceptionCase
from orders.gate import cases
from orders.gate.deadlines import TRUCK_HERE
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.selectors.surplus import surplus_going, surplus_of
from orders.gate.titles import receipt, receipt_cells, surplus_back_cells, surplus_cells
from orders.register.lifecycle import OrderState
from orders.register.models import GoodsItem, Order
from people.models import User
from people.selectors import platforms_of
from sheets.lifecycle import SheetState
from sheets.models import Content


class ArrivalCounts(TypedDict):
    """Lines of an arrival: how many items were checked, and how many of them accepted as they are."""

    checked: int
    n_accepted: int


ArrivalRow: TypeAlias = WithAnnotations[Arrival, ArrivalCounts]


def arrivals_for(user: User) -> QuerySet[ArrivalRow]:
    """Arrivals this person may see, newest first, with their counts."""
    rows = Arrival.objects.filter(platform__in=platforms_of(user)).select_related("sheet", "platform", "client")
    lines = AcceptanceLine.objects.all()
    accepted = count_of(lines.filter(outcome=AcceptanceLine.ACCEPTED), "arrival")
    rows = rows.annotate(checked=count_of(lines, "arrival"), n_accepted=accepted)
    return rows.defer("sheet__content").order_by("-arrived_at", "-id")


def arrival_for(user: User, pk: int) -> ArrivalRow:
    """One arrival, or Missing."""
    row = arrivals_for(user).filter(pk=pk).first()
    if row is None:
        raise Missing("arrival", _("There is no such arrival, or it is not for you."))
    return row


def truck_late(order: Order) -> int:
    """Minutes by which the client's own truck was late with these goods; its lateness, not ours (DAY-02)."""
    arrivals = Arrival.objects.filter(lines__item__order=order).distinct()
    hours = timetable()
    return max((late_minutes(arrival, hours) for arrival in arrivals), default=0)


def late_minutes(arrival: Arrival, hours: Timetable) -> int:
    """How late the client's truck was by the Timetable `hours`; the client's lateness, not ours (DAY-02)."""
    late = arrival.arrived_at - hours.at(TRUCK_HERE, arrival.business_date)
    return max(0, int(late.total_seconds() // 60))


def is_signed(arrival: Arrival) -> bool:
    """Whether the receipt has all its signatures."""
    return bool(arrival.sheet and arrival.sheet.status == SheetState.SIGNED)


def expected_items(arrival: Arrival) -> QuerySet[GoodsItem]:
    """Items this truck should bring: of expected orders up to its day, with the client, not checked on another truck.

    After the receipt is signed: the items that stand on it.
    """
    items = GoodsItem.objects.select_related("order").order_by("order__order_no", "order_id", "line_no")
    if is_signed(arrival):
        return items.filter(acceptances__arrival=arrival)
    elsewhere = AcceptanceLine.objects.filter(arrival__in=_siblings(arrival)).values("item_id")
    return items.filter(
        order__client=arrival.client_id,
        order__platform=arrival.platform_id,
        order__status=OrderState.EXPECTED,
        order__business_date__lte=arrival.business_date,
        holder=arrival.client.holder_id,
    ).exclude(pk__in=elsewhere)


def missing_items(arrival: Arrival) -> list[GoodsItem]:
    """Expected items without an outcome; with another truck of the day still open they may be on that one."""
    if _siblings(arrival).exists():
        return []
    return list(expected_items(arrival).exclude(acceptances__arrival=arrival))


def lines_of(arrival: Arrival) -> list[JsonObject]:
    """[{item, line, case, parts}] of every expected item, findings first, then by order number."""
    lines = {line.item_id: line for line in arrival.lines.all()}
    found = {case.item_id: case for case in findings_of(arrival)}
    rows = [
        {"item": item, "line": lines.get(item.pk), "case": found.get(item.pk), "parts": list(item.parts.all())}
        for item in expected_items(arrival).prefetch_related("parts")
    ]
    return sorted(rows, key=lambda row: row["case"] is None)


def findings_of(arrival: Arrival) -> QuerySet[ExceptionCase]:
    """The newest finding of each item on this arrival's lines, with its instructions."""
    rows = ExceptionCase.objects.filter(
        kind__in=cases.FINDINGS, item__acceptances__arrival=arrival, opened_at__gte=arrival.arrived_at
    )
    return rows.prefetch_related("instructions").order_by("id")


def receipt_content(arrival: Arrival) -> Content:
    """The content of the acceptance receipt (DOC-04), from the lines as they are."""
    found = {case.item_id: case for case in findings_of(arrival)}
    by_order = ("item__order__order_no", "item__order_id", "item__line_no")
    lines = arrival.lines.select_related("item__order").order_by(*by_order)
    shown: list[JsonObject] = [
        {
            "order": line.item.order_id,
            "item": line.item_id,
            "cells": receipt_cells(arrival, line, found.get(line.item_id)),
        }
        for line in lines
    ]
    more = surplus_of(arrival)
    shown += [{"surplus": row.pk, "cells": surplus_cells(arrival, row)} for row in more]
    shown += [{"surplus": row.pk, "cells": surplus_back_cells(row)} for row in surplus_going(arrival)]
    return receipt(arrival, shown, [line.outcome for line in lines], len(more))


def _siblings(arrival: Arrival) -> QuerySet[Arrival]:
    """Other trucks of the same client and day whose receipt is not signed."""
    rows = Arrival.objects.filter(
        client=arrival.client_id, platform=arrival.platform_id, business_date=arrival.business_date
    )
    return rows.exclude(pk=arrival.pk).exclude(sheet__status=SheetState.SIGNED)
