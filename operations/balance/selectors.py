"""Goods, papers and money of some days, each in = out, and who holds what is left (INV-13, BG-20).

Everything is counted from the rows of custody and of the ledger, never from a status.
"""

import datetime as dt
from typing import TypeVar

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from cod.dues import chart
from cod.money.proof import dues_faults
from core.types import JsonObject
from ledger.chart import Pair
from ledger.models import Account, Posting
from ledger.services.proof import ledger_sum
from orders.register.lifecycle import PaperKind, PaperState
from orders.register.models import CustodyMovement, Document, GoodsItem, Order
from orders.register.selectors.orders import abouts_of
from people.kinds import HolderKind

Thing = TypeVar("Thing", GoodsItem, Document)
# Where money is while it is owed, and what own funds are in it.
HELD = (chart.DRV_CASH, chart.POS_CLR, chart.BANK, chart.FEE, chart.SUSP, chart.REMIT_TRANSIT, chart.OWN)


def balance(start: dt.date, end: dt.date) -> JsonObject:
    """{goods, papers, money, balanced} of the orders whose business date lies between `start` and `end`."""
    parts = {"goods": goods(start, end), "papers": papers(start, end), "money": money(start, end)}
    return parts | {"balanced": all(part["balanced"] for part in parts.values())}


def goods(start: dt.date, end: dt.date) -> JsonObject:
    """Items named in the client's files = with the client + in store + on vans + with the buyers.

    Balanced when the book of movements agrees with every holder and no driver holds anything.
    """
    items = _of_days(GoodsItem.objects.all(), start, end)
    with_ = _held(items)
    astray = _astray(items, "item")
    total = items.count()
    even = total == sum(with_.values()) and not with_[HolderKind.DRIVER] and not astray
    return {"in": total, **with_, "astray": astray, "balanced": even}


def papers(start: dt.date, end: dt.date) -> JsonObject:
    """Receipts and slips that came into being = at the desk + with drivers + declared absent."""
    documents = _of_days(Document.objects.all(), start, end)
    kinds = {str(kind): documents.filter(kind=kind).count() for kind in PaperKind}
    states = dict(documents.values_list("status").annotate(n=Count("id")).order_by())
    desk, absent = states.get(PaperState.RECEIVED, 0), states.get(PaperState.ABSENT, 0)
    driver, astray = states.get(PaperState.CLAIMED, 0), _astray(documents, "document")
    total = documents.count()
    even = total == desk + absent and not driver and not astray
    return {"in": total, **kinds, "desk": desk, "absent": absent, "driver": driver, "astray": astray, "balanced": even}


def money(start: dt.date, end: dt.date) -> JsonObject:
    """Opened = nothing due any more + remitted + still owed; and what is owed is held somewhere. Whole fen.

    Balanced when that holds, no driver holds cash, nothing is unexplained and nothing is due at the door.
    """
    flows = _flows(start, end)
    opened = flows[chart.OPENS]
    closed = flows[chart.CLOSES]
    remitted = flows[chart.REMIT_TRANSIT, chart.PAY_APP]
    collected = flows[chart.DUE, chart.POS_CLR] + flows[chart.DUE, chart.DRV_CASH]
    arrived = flows[chart.PAY_ARR, chart.PAY_COL]
    due = opened - closed - collected
    held = {kind: _balance_of(kind) for kind in HELD}
    even = (
        not due
        and not held[chart.DRV_CASH]
        and not held[chart.SUSP]
        and not ledger_sum()
        and not dues_faults()
        and opened == closed + collected
    )
    figures = {"in": opened, "refused": closed, "collected": collected, "arrived": arrived, "remitted": remitted}
    owed = opened - closed - remitted
    return {**figures, "due": due, "owed": owed, **{kind.lower(): fen for kind, fen in held.items()}, "balanced": even}


def _of_days(rows: QuerySet[Thing], start: dt.date, end: dt.date) -> QuerySet[Thing]:
    return rows.filter(order__business_date__range=(start, end))


def _held(things: QuerySet[Thing]) -> dict[str, int]:
    found = dict(things.values_list("holder__kind").annotate(n=Count("id")).order_by())
    return {kind: found.get(kind, 0) for kind in HolderKind}


def _astray(things: QuerySet[Thing], field: str) -> int:
    """How many things are with somebody else than their last movement says."""
    last = CustodyMovement.objects.filter(**{field: OuterRef("pk")}).order_by("-id").values("target")[:1]
    moved = things.annotate(last_holder=Subquery(last)).filter(last_holder__isnull=False)
    return moved.filter(~Q(last_holder=F("holder"))).count()


class _Flows(dict[Pair, int]):
    def __missing__(self, key: Pair) -> int:
        return 0


def _flows(start: dt.date, end: dt.date) -> _Flows:
    orders = Order.objects.filter(business_date__range=(start, end))
    of_orders = Posting.objects.filter(about__among={about for (about,) in abouts_of(orders)})
    rows = of_orders.values_list("source__code", "target__code").annotate(sum=Sum("amount_fen")).order_by()
    flows = _Flows({(source, target): fen for source, target, fen in rows})
    # A reversal is its entry's mirror: count what stands.
    return _Flows({pair: fen - _mirrored(flows, pair) for pair, fen in flows.items()})


def _mirrored(flows: _Flows, pair: Pair) -> int:
    """Nothing for the pairs that are movements of their own (closing mirrors opening)."""
    own = {chart.OPENS, chart.CLOSES, (chart.PAY_REQ, chart.PAY_MAT), (chart.PAY_MAT, chart.PAY_REQ)}
    return 0 if pair in own else flows.get((pair[1], pair[0]), 0)


def _balance_of(code: str) -> int:
    return Account.objects.filter(code=code).exclude(balance_fen=0).aggregate(sum=Sum("balance_fen"))["sum"] or 0
