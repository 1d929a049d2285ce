"""The money's standing: where it is, what is at risk, what nobody can explain."""

import datetime as dt
from typing import TypeAlias, TypedDict

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from cod.dues import chart
from cod.dues.legs import order_of
from cod.pos.lifecycle import SuspenseState
from cod.pos.models import SuspenseCase
from cod.pos.selectors import drivers_for
from core.pagination import Page
from core.types import JsonObject, WithAnnotations
from ledger.chart import OWED, account_kinds
from ledger.models import Account, Entry
from orders.register.models import Order
from people.models import User


class Moved(TypedDict):
    """What the page adds to an entry: what it moved, and whose money it is ("" for what is no order's)."""

    fen: int
    order_no: str


DayEntry: TypeAlias = WithAnnotations[Entry, Moved]


def standing(user: User) -> list[JsonObject]:
    """[{code, title, fen, count}] of every account that is not empty, in the chart's order; holds apart at the end."""
    rows = Account.objects.exclude(balance_fen=0).values("code").annotate(fen=Sum("balance_fen"), count=Count("pk"))
    found = {row["code"]: row for row in rows.order_by()}
    return [
        {
            "code": kind,
            "title": kind.label,
            "per": kind.per,
            "fen": kind.sign * found[kind]["fen"],
            "count": found[kind]["count"],
            "memo": kind.memo,
            "owed": kind.sign == OWED,
        }
        for kind in account_kinds
        if kind in found and kind != chart.HOLD_OUT
    ]


def cash_risk(user: User) -> list[JsonObject]:
    """[{driver, fen}]: customers' cash in drivers' hands, not yet swiped."""
    held = dict(Account.objects.filter(code=chart.DRV_CASH, balance_fen__gt=0).values_list("key", "balance_fen"))
    rows: list[JsonObject] = [{"driver": row, "fen": held.get(f"driver:{row.pk}", 0)} for row in drivers_for(user)]
    return [row for row in rows if row["fen"]]


def unsettled() -> list[JsonObject]:
    """[{key, fen}]: swiped and not yet at the bank, by terminal and day."""
    rows = Account.objects.filter(code=chart.POS_CLR).exclude(balance_fen=0).order_by("key")
    return [{"key": row.key, "fen": row.balance_fen} for row in rows]


def day_entries(date: dt.date) -> QuerySet[DayEntry]:
    """Entries of a business date, newest first, with what they moved; `named` says whose order it is."""
    rows = Entry.objects.filter(business_date=date).select_related("actor")
    owed_only = Q(postings__source__code__in=chart.STAGES, postings__target__code__in=chart.STAGES)
    moved, all_legs = Sum("postings__amount_fen", filter=~owed_only), Sum("postings__amount_fen")
    return rows.annotate(fen=Coalesce(moved, all_legs), order_no=Value("")).order_by("-pk")


def named(page: Page[DayEntry]) -> Page[DayEntry]:
    """The page's entries, each with `order_no` of the order whose money it is; "" for the rest."""
    ids = {entry.pk: pk for entry in page if (pk := order_of(entry.about))}
    numbers = dict(Order.objects.filter(pk__in=ids.values()).values_list("pk", "order_no"))
    for entry in page:
        entry.order_no = numbers.get(ids.get(entry.pk, 0), "")
    return page


def open_suspense() -> QuerySet[SuspenseCase]:
    """Cases that nobody has explained yet."""
    return SuspenseCase.objects.filter(status=SuspenseState.OPEN).select_related(
        "order", "sale__terminal", "bank_line", "exception"
    )
