"""The one writer of an order's status, and of the payment state and amount that later rooms push upstream."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock, moves
from core.errors import Conflict
from core.facts import publish
from orders.register import lifecycle
from orders.register.events import OrdersMoved
from orders.register.kinds import ORDER_PAYMENT
from orders.register.lifecycle import TO_CHARGE, OrderAction, PaymentState
from orders.register.models import Order, StatusChange
from orders.register.payways import PayWay
from people.models import User


@transaction.atomic
def orders_move(
    *,
    action: OrderAction,
    order_ids: Iterable[int],
    actor: User | None,
    note: str = "",
    occurred_at: dt.datetime | None = None,
) -> list[Order]:
    """Take orders through one row of their table and tell downstream (OrdersMoved). All or none."""
    ids = tuple(sorted(set(order_ids)))
    rows = moves.move(lifecycle.ORDER, action, Order, ids, actor=actor, note=note, occurred_at=occurred_at)
    target, now = lifecycle.ORDER.moves[action].target, clock.now()
    changes = [StatusChange(order=row, source=row.status, target=target, recorded_at=now) for row in rows]
    StatusChange.objects.bulk_create(changes, batch_size=500)
    instant = occurred_at or now
    publish(OrdersMoved(action=action, order_ids=ids, occurred_at=instant, actor_id=getattr(actor, "pk", None)))
    return rows


@transaction.atomic
def payment_state_set(
    *,
    order_ids: Iterable[int],
    state: PaymentState,
    actor: User | None,
    only_from: Collection[PaymentState] = (),
) -> None:
    """The one writer of the payment state shown in lists; the ledger is the truth (money page, principle 2)."""
    rows = list(Order.objects.select_for_update(no_key=True).filter(pk__in=order_ids).order_by("pk"))
    _money_check(rows, only_from)
    Order.objects.filter(pk__in=[row.pk for row in rows]).update(payment_state=state)
    changes = [(row, {"payment_state": row.payment_state}, {"payment_state": state}) for row in rows]
    audit.record_many(actor=actor, action=ORDER_PAYMENT, changes=changes)


@transaction.atomic
def payment_taken(*, order: Order, way: PayWay, amount_fen: int, state: PaymentState, actor: User | None) -> None:
    """What the buyer paid with, and how much; told again when the cash is charged to a card."""
    before = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    _money_check([before], TO_CHARGE)
    Order.objects.filter(pk=order.pk).update(payment_state=state, paid_with=way, collected_fen=amount_fen)
    new = {"payment_state": state, "paid_with": way, "collected_fen": amount_fen}
    old = {name: getattr(before, name) for name in new}
    audit.record(actor=actor, action=ORDER_PAYMENT, subject=before, old=old, new=new)


def _money_check(rows: list[Order], only_from: Collection[PaymentState]) -> None:
    wrong = next((row for row in rows if only_from and row.payment_state not in only_from), None)
    if wrong:
        text = _("Order %(order)s is %(state)s; its money cannot go there.")
        raise Conflict("payment_state", text, order=wrong.order_no, state=wrong.payment_state.label)
