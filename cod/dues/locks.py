"""The first half of the one order of locks around money: orders, by id; `ledger.locks` has the rest."""

from collections.abc import Iterable, Iterator

from ledger.locks import chunks
from orders.register.lifecycle import PaymentState
from orders.register.models import Order


def orders_locked(ids: Iterable[int]) -> dict[int, Order]:
    """These orders by id, locked in the order of their ids."""
    rows: dict[int, Order] = {}
    for part in chunks(sorted(set(ids))):
        rows |= {row.pk: row for row in Order.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk")}
    return rows


def collected_locked(ids: Iterable[int]) -> Iterator[tuple[int, int, PaymentState]]:
    """(id, amount due, payment state) of those orders that have an amount, locked in the order of their ids."""
    rows = Order.objects.select_for_update(no_key=True).filter(pk__among=set(ids), amount_due_fen__gt=0).order_by("pk")
    yield from rows.values_list("pk", "amount_due_fen", "payment_state")
