"""What is owed for collected orders, stage by stage to the remittance (FLW-P, INV-39, INV-41).

`orders` are Order rows or ids. Only arrived money is matched, only matched money requested and approved, nothing twice:
an order that is not in the stage refuses the whole command, by its number.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cod.dues import chart
from cod.dues import locks as dues_locks
from cod.dues.legs import custody, owed
from core import clock
from core.errors import Conflict, Invalid
from core.money import yuan
from ledger import locks
from ledger.chart import AccountKind, Movement
from ledger.models import Account, Entry
from ledger.services.entries import NewEntry, entries_post
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, about_order
from orders.register.services.status import payment_state_set
from people.models import User

Orders: TypeAlias = Iterable[Order | int]


@transaction.atomic
def match(*, orders: Orders, actor: User | None, business_date: dt.date | None = None) -> int:
    """Tuesday: arrived money matched with the client's statement. Returns the total in fen."""
    return _advance(chart.MATCHED, chart.PAY_ARR, chart.PAY_MAT, orders, actor, business_date, PaymentState.RECONCILED)


@transaction.atomic
def request_payment(*, orders: Orders, actor: User | None, business_date: dt.date | None = None) -> int:
    """Matched money is asked for in a payment request."""
    return _advance(chart.REQUESTED, chart.PAY_MAT, chart.PAY_REQ, orders, actor, business_date, PaymentState.REQUESTED)


@transaction.atomic
def withdraw(*, orders: Orders, actor: User | None, business_date: dt.date | None = None) -> int:
    """A request is withdrawn: its orders are matched again and may be requested anew (FLW-P.7)."""
    return _advance(
        chart.WITHDRAWN, chart.PAY_REQ, chart.PAY_MAT, orders, actor, business_date, PaymentState.RECONCILED
    )


@transaction.atomic
def approve(*, orders: Orders, actor: User | None, business_date: dt.date | None = None) -> int:
    """All approvals are given."""
    return _advance(chart.APPROVED, chart.PAY_REQ, chart.PAY_APP, orders, actor, business_date, PaymentState.REQUESTED)


@transaction.atomic
def remit(*, orders: Orders, bank_ref: str, business_date: dt.date, actor: User | None) -> int:
    """Thursday: the bank paid the client under `bank_ref`; each order is remitted once, gross. Returns the total.

    Raises Conflict when the bank holds less than that (own funds must be put in first), or the reference is used.
    """
    if not bank_ref.strip():
        raise Invalid("bank_ref", _("Write the bank's reference of the payment."))
    rows, amounts = _amounts(chart.PAY_APP, orders)
    total, transit = sum(amounts.values()), (chart.REMIT_TRANSIT, f"payment:{bank_ref.strip()}"[:60])
    if Entry.objects.filter(source="remittance", reference=bank_ref.strip()).exists():
        raise Conflict("bank_ref_used", _("The bank reference %(ref)s is used already."), ref=bank_ref)
    _bank_check(total)
    out = [custody((chart.BANK, chart.MAIN), transit, amounts[pk], pk) for pk in sorted(amounts)]
    done = [custody(transit, (chart.PAY_APP, about_order(pk)), amounts[pk], pk) for pk in sorted(amounts)]
    reference = bank_ref.strip()
    entries = [
        NewEntry(chart.REMITTED, f"remit:{reference}", out, business_date, actor_id=_id(actor)),
        NewEntry(
            chart.DEBITED,
            f"debit:{reference}",
            done,
            business_date,
            actor_id=_id(actor),
            source="remittance",
            reference=reference,
        ),
    ]
    entries_post(entries=entries)
    payment_state_set(order_ids=list(rows), state=PaymentState.REMITTED, actor=actor)
    return total


@transaction.atomic
def own_funds_put(*, amount_fen: int, business_date: dt.date, actor: User, note: str) -> Entry:
    """Own money put into the bank, where fees and short arrivals left less than the client is owed."""
    if amount_fen <= 0:
        raise Invalid("amount", _("The amount must be above zero."))
    if not note.strip():
        raise Invalid("note", _("Say what it is for."))
    number = Entry.objects.filter(kind=chart.OWN_FUNDS).count() + 1
    leg = custody((chart.OWN, chart.MAIN), (chart.BANK, chart.MAIN), amount_fen)
    locks.accounts_locked({leg.source, leg.target})
    entry = NewEntry(
        chart.OWN_FUNDS, f"own:{business_date}:{number}", [leg], business_date, actor_id=actor.pk, note=note
    )
    return entries_post(entries=[entry])[0]


def bank_balance() -> int:
    """Fen on the bank account now."""
    return Account.objects.filter(code=chart.BANK).values_list("balance_fen", flat=True).first() or 0


def _advance(
    kind: Movement,
    stage: AccountKind,
    next_stage: AccountKind,
    orders: Orders,
    actor: User | None,
    business_date: dt.date | None,
    state: PaymentState,
) -> int:
    rows, amounts = _amounts(stage, orders)
    day = business_date or clock.today()
    rounds = _rounds(kind, rows)
    entries = [
        NewEntry(
            kind,
            f"{kind}:{pk}:{rounds[pk]}",
            [owed(stage, next_stage, pk, amounts[pk])],
            day,
            None,
            about_order(pk),
            _id(actor),
        )
        for pk in sorted(rows)
    ]
    entries_post(entries=entries)
    payment_state_set(order_ids=list(rows), state=state, actor=actor)
    return sum(amounts.values())


def _amounts(stage: AccountKind, orders: Orders) -> tuple[dict[int, Order], dict[int, int]]:
    """(rows by id, fen by id) of what is owed in a stage; all of them must be there."""
    rows = dues_locks.orders_locked([order.pk if isinstance(order, Order) else order for order in orders])
    keys = {about_order(pk): pk for pk in rows}
    found = locks.accounts_locked({(stage, key) for key in keys})
    amounts = {keys[key]: account.standing_fen for (_code, key), account in found.items()}
    for pk in sorted(rows):
        if amounts[pk] == 0:
            text = _("Order %(order)s has no money in the stage “%(stage)s”.")
            raise Conflict("stage", text, order=rows[pk].order_no, stage=stage.words)
    return rows, amounts


def _rounds(kind: Movement, rows: dict[int, Order]) -> dict[int, int]:
    keys = {about_order(pk): pk for pk in rows}
    counts = dict.fromkeys(rows, 1)
    entries = Entry.objects.filter(kind=kind, about__in=keys)
    for about in entries.values_list("about", flat=True):
        counts[keys[about]] += 1
    return counts


def _bank_check(total: int) -> None:
    account = locks.accounts_locked({(chart.BANK, chart.MAIN)})[chart.BANK, chart.MAIN]
    if account.balance_fen < total:
        text = _("The bank holds %(bank)s, %(total)s is to be paid: put in %(short)s of own funds first.")
        short = yuan(total - account.balance_fen)
        raise Conflict("bank_short", text, bank=yuan(account.balance_fen), total=yuan(total), short=short)


def _id(actor: User | None) -> int | None:
    return getattr(actor, "pk", None)
