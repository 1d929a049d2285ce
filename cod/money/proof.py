"""Proof that the money of orders holds: ledger, payment states and signed sheets agree (the money page's list)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum

from cod.dues import chart
from cod.dues.legs import order_of
from cod.money.kinds import LEDGER_BROKEN
from cod.pos.models import Collection
from cod.pos.payways import CASH
from cod.sheet23.models import CodSheet, CodSheetLine
from core.lifecycle import N_
from core.outbox import notify
from core.translatable import translatable
from ledger.chart import AccountKind
from ledger.models import Account, Entry, Posting
from ledger.services.proof import ledger_faults
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, about_order
from people.models import User
from people.roles import HQ_FINANCE, IT_SUPPORT

_STATE_OF_STAGE = {
    chart.PAY_UNC: PaymentState.UNPAID,
    chart.PAY_COL: PaymentState.PAID,
    chart.PAY_ARR: PaymentState.ARRIVED,
    chart.PAY_MAT: PaymentState.RECONCILED,
    chart.PAY_REQ: PaymentState.REQUESTED,
    chart.PAY_APP: PaymentState.REQUESTED,
}


def ledger_verify() -> list[str]:
    """Everything that does not hold, as lines of text; an empty list is right."""
    return ledger_faults() + dues_faults() + _asked() + _held_and_owed() + _states() + _taken() + _sheets()


@transaction.atomic
def ledger_check(*, business_date: dt.date) -> str:
    """Timed job of the night: verify, and raise what does not hold. Returns a short message."""
    findings = ledger_verify()
    if findings:
        to = User.objects.filter(is_active=True, grants__role__in=(IT_SUPPORT, HQ_FINANCE)).values_list("pk", flat=True)
        notify(to_ids=list(to), kind=LEDGER_BROKEN, count=len(findings), first=findings[0])

    counted = translatable(N_("Findings: %(count)s"), count=len(findings))
    return "\n".join([counted, *findings[:1]])


def payment_states(order_ids: Iterable[int] | None = None) -> dict[int, PaymentState]:
    """{order id: payment state} by the ledger alone, for orders that have money."""
    rows = Account.objects.filter(code__in=chart.STAGES).exclude(balance_fen=0)
    stages = {row.key: row.code for row in rows}
    cash = _cash_in_hand()
    remitted = set(Posting.objects.filter(entry__kind=chart.DEBITED).values_list("about", flat=True))
    opened = Entry.objects.filter(kind=chart.OPENED)
    if order_ids is not None:
        opened = opened.filter(about__in=[about_order(pk) for pk in order_ids])
    return {
        pk: _state_of(stages.get(about), about in remitted, about in cash)
        for about in opened.values_list("about", flat=True)
        if (pk := order_of(about)) is not None
    }


def _state_of(stage: AccountKind | None, is_remitted: bool, is_cash: bool) -> PaymentState:
    if stage is None:
        return PaymentState.REMITTED if is_remitted else PaymentState.NOT_DUE
    return PaymentState.CASH_HELD if stage == chart.PAY_COL and is_cash else _STATE_OF_STAGE[stage]


def dues_faults() -> list[str]:
    """For each order, what is due at the door is what is owed uncollected."""
    due = _balances_of(chart.DUE)
    uncollected = {key: -fen for key, fen in _balances_of(chart.PAY_UNC).items()}
    differing = [key for key in due.keys() | uncollected.keys() if due.get(key, 0) != uncollected.get(key, 0)]
    return [f"{key}: due {due.get(key)}, owed {uncollected.get(key)}" for key in sorted(differing)]


def _asked() -> list[str]:
    """What is due for an open order is what its list says is asked for."""
    due = _balances_of(chart.DUE)
    rows = Order.objects.filter(payment_state=PaymentState.UNPAID).values_list("pk", "amount_due_fen")
    return [
        f"order:{pk}: due {due.get(about_order(pk))}, asked {fen}"
        for pk, fen in rows
        if due.get(about_order(pk)) != fen
    ]


def _balances_of(code: str) -> dict[str, int]:
    return dict(Account.objects.filter(code=code).values_list("key", "balance_fen"))


def _held_and_owed() -> list[str]:
    """What stands in custody for an order equals what is owed for it, by its own postings."""
    sums: dict[str, tuple[int, int]] = {}
    for side, sign in (("source__code", -1), ("target__code", 1)):
        rows = Posting.objects.exclude(about="").values_list("about", side)
        for about, code, fen in rows.annotate(fen=Sum("amount_fen")).order_by():
            held, owed = sums.get(about, (0, 0))
            part = sign * fen
            sums[about] = (held, owed - part) if code in chart.STAGES else (held + part, owed)
    return [f"{about}: held {held}, owed {owed}" for about, (held, owed) in sums.items() if held != owed]


def _states() -> list[str]:
    told = payment_states()
    rows = Order.objects.values_list("pk", "payment_state")
    return [
        f"order:{pk}: shown {state}, ledger {told[pk]}"
        for pk, state in rows
        if pk in told and state not in (told[pk], PaymentState.EXCEPTION)
    ]


def _taken() -> list[str]:
    """What an order says that it was paid with is what was collected for it, or cash in a driver's hand."""
    taken = {about: (str(CASH), fen) for about, fen in _cash_in_hand().items()}
    collected = Collection.objects.values_list("order_id", "way", "amount_fen")
    taken |= {about_order(pk): (str(way), fen) for pk, way, fen in collected}
    paid = Order.objects.exclude(paid_with="").values_list("pk", "paid_with", "collected_fen")
    told = {about_order(pk): (str(way), fen) for pk, way, fen in paid}
    differing = [about for about in told.keys() | taken.keys() if told.get(about) != taken.get(about)]
    return [f"{about}: told {told.get(about)}, taken {taken.get(about)}" for about in sorted(differing)]


def _sheets() -> list[str]:
    """The lines of every COD handover sheet still add up to what it printed."""
    lines = CodSheetLine.objects.values_list("cod_sheet").annotate(fen=Sum("collection__amount_fen")).order_by()
    sums = dict(lines)
    totals = CodSheet.objects.values_list("pk", "total_fen", "sheet__number")
    return [
        f"sheet {number}: {sums.get(pk, 0)} in lines, {fen} printed"
        for pk, fen, number in totals
        if sums.get(pk, 0) != fen
    ]


def _cash_in_hand() -> dict[str, int]:
    """{about: fen} of orders whose cash a driver holds."""
    held: dict[str, int] = {}
    for field, sign in (("target__code", 1), ("source__code", -1)):
        rows = Posting.objects.filter(**{field: chart.DRV_CASH}).values_list("about")
        for about, fen in rows.annotate(fen=Sum("amount_fen")).order_by():
            held[about] = held.get(about, 0) + sign * fen
    return {about: fen for about, fen in held.items() if fen}
