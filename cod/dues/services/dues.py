"""What is due at the door: opened with the order, closed when nothing is to be collected any more."""

from django.db import transaction

from cod.dues import chart, locks
from cod.pos.services import holds
from core import clock
from ledger.models import Account, Entry
from ledger.services.entries import Draft, closes, entries_post, entry_reverse, openings_post, order_key
from orders.exceptions.services.cases import exception_open
from orders.register.models import Order
from orders.register.services.status import payment_state_set


@transaction.atomic
def dues_open(*, order_ids, business_date, actor_id=None):
    """Open DUE and what is owed for new orders with an amount; orders without one have no money.

    An import brings a hundred thousand at once: no object is made for each, and nothing is locked that others hold.
    """
    rows = list(locks.collected_locked(order_ids))
    openings_post(amounts=[(pk, amount) for pk, amount, _ in rows], business_date=business_date, actor_id=actor_id)
    unset = [pk for pk, _, state in rows if state == "none"]
    if unset:
        payment_state_set(order_ids=unset, state="unpaid", actor=None)


@transaction.atomic
def dues_close(*, order_ids, business_date, occurred_at=None, actor_id=None):
    """Refused, cancelled, or no paper: nothing is due. Money that was taken all the same is raised, never lost."""
    orders = locks.orders_locked(order_ids)
    due = due_of(order_ids)
    drafts = [
        Draft("close", _close_key(pk), [closes(pk, due[pk])], business_date, occurred_at, pk, actor_id)
        for pk in sorted(due)
        if due[pk]
    ]
    entries_post(drafts=drafts)
    closed = [draft.order_id for draft in drafts]
    if closed:
        payment_state_set(order_ids=closed, state="not_due", actor=None)
    holds.shares_end(shares={pk: due[pk] for pk in closed}, business_date=business_date)
    for order in orders.values():
        if order.amount_due_fen and order.pk not in closed:
            _collected_raise(order)


@transaction.atomic
def dues_reopen(*, order_ids, occurred_at):
    """To be delivered again: the newest closing is undone by its mirror, and the amount is due at the door anew."""
    locks.orders_locked(order_ids)
    closings = Entry.objects.filter(kind="close", order__in=order_ids, reversed_by__isnull=True).order_by("pk")
    day = clock.local(occurred_at).date()
    for entry in closings:
        entry_reverse(entry=entry, actor=None, note="redeliver", business_date=day)
    if closings:
        payment_state_set(order_ids=[entry.order_id for entry in closings], state="unpaid", actor=None)


def _close_key(order_id):
    """An order may be closed again after it was delivered again."""
    before = Entry.objects.filter(kind="close", order=order_id).count()
    return f"close:{order_id}" + (f":{before + 1}" if before else "")


def due_of(order_ids):
    """{order id: fen still due at the door} by the ledger; orders without an account are absent."""
    keys = {order_key(pk): pk for pk in order_ids}
    rows = Account.objects.filter(code=chart.DUE, key__in=keys).values_list("key", "balance_fen")
    return {keys[key]: balance for key, balance in rows}


def _collected_raise(order):
    if Order.objects.filter(pk=order.pk, collection__isnull=False).exists() or order.payment_state == "cash_held":
        exception_open(kind="write_off", order=order, description=f"{order.order_no}: collected, then refused")
