"""What is due at the door: opened with the order, closed when nothing is to be collected any more."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction

from cod.dues import chart, locks
from cod.dues.cases import COLLECTED_REFUSED, MONEY_DIFFERS
from cod.dues.legs import closes
from cod.dues.selectors import due_of
from core import clock
from ledger.models import Entry
from ledger.services.entries import NewEntry, Opening, entries_post, entry_reverse, openings_post
from orders.exceptions.services.cases import exception_open
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, about_order
from orders.register.services.status import payment_state_set


@transaction.atomic
def dues_open(*, order_ids: Iterable[int], business_date: dt.date, actor_id: int | None = None) -> None:
    """Open DUE and what is owed for new orders with an amount; orders without one have no money.

    An import brings a hundred thousand at once: no object is made for each, and nothing is locked that others hold.
    """
    rows = list(locks.collected_locked(order_ids))
    openings = [Opening(f"open:{pk}", about_order(pk), amount) for pk, amount, _ in rows]
    openings_post(
        kind=chart.OPENED, pair=chart.OPENS, openings=openings, business_date=business_date, actor_id=actor_id
    )
    unset = [pk for pk, _, state in rows if state == PaymentState.NONE]
    if unset:
        payment_state_set(order_ids=unset, state=PaymentState.UNPAID, actor=None)


@transaction.atomic
def dues_close(
    *,
    order_ids: Collection[int],
    business_date: dt.date,
    occurred_at: dt.datetime | None = None,
    actor_id: int | None = None,
) -> dict[int, int]:
    """Refused, cancelled, or no paper: nothing is due. Money that was taken all the same is raised, never lost.

    Returns {order id: fen} of what was due until now.
    """
    orders = locks.orders_locked(order_ids)
    due = due_of(order_ids)
    entries = [
        NewEntry(
            chart.CLOSED, _close_key(pk), [closes(pk, due[pk])], business_date, occurred_at, about_order(pk), actor_id
        )
        for pk in sorted(due)
        if due[pk]
    ]
    entries_post(entries=entries)
    closed = {pk: fen for pk, fen in due.items() if fen}
    if closed:
        payment_state_set(order_ids=list(closed), state=PaymentState.NOT_DUE, actor=None)
    for order in orders.values():
        if order.amount_due_fen and order.pk not in closed:
            _collected_raise(order)
    return closed


@transaction.atomic
def dues_reopen(*, order_ids: Collection[int], occurred_at: dt.datetime) -> None:
    """To be delivered again: the newest closing is undone by its mirror, and the amount is due at the door anew."""
    locks.orders_locked(order_ids)
    keys = {about_order(pk): pk for pk in order_ids}
    closings = Entry.objects.filter(kind=chart.CLOSED, about__in=keys, reversed_by__isnull=True).order_by("pk")
    day = clock.local(occurred_at).date()
    for entry in closings:
        entry_reverse(entry=entry, actor=None, note="redeliver", business_date=day)
    if closings:
        payment_state_set(order_ids=[keys[entry.about] for entry in closings], state=PaymentState.UNPAID, actor=None)


def _close_key(order_id: int) -> str:
    """An order may be closed again after it was delivered again."""
    before = Entry.objects.filter(kind=chart.CLOSED, about=about_order(order_id)).count()
    return f"close:{order_id}" + (f":{before + 1}" if before else "")


def _collected_raise(order: Order) -> None:
    if (
        Order.objects.filter(pk=order.pk, collection__isnull=False).exists()
        or order.payment_state == PaymentState.CASH_HELD
    ):
        exception_open(kind=MONEY_DIFFERS, order=order, cause=COLLECTED_REFUSED)
