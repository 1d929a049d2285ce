"""What the money room does when something happened upstream: each hears a fact and calls a service."""

from cod.dues.services.dues import dues_close, dues_open, dues_reopen
from cod.pos.services.clearances import clearance_follow, clearances_follow
from cod.pos.services.doorstep import orders_bind, slip_leave
from cod.pos.services.holds import shares_end
from core import clock
from dispatch.doorstep.events import StopClosed
from dispatch.handover.events import HandoverIssued, RunHandedOver
from orders.register.events import OrdersCreated, OrdersMoved
from orders.register.lifecycle import DeliveryResult, OrderAction

ENDS_DUE = {
    OrderAction.REFUSE_PHONE,
    OrderAction.REFUSE_ONSITE,
    OrderAction.NO_DOCUMENT,
    OrderAction.CANCEL,
    OrderAction.SET_ASIDE,
}


def orders_created(fact: OrdersCreated) -> None:
    """Amounts become due and owed."""
    dues_open(order_ids=fact.order_ids, business_date=fact.business_date, actor_id=fact.actor_id)


def orders_moved(fact: OrdersMoved) -> None:
    """A refusal or a cancellation ends what is due, the hold's share, and lowers what a run requires (INV-30).

    An order that is delivered again is due again.
    """
    if fact.action == OrderAction.REDELIVER:
        dues_reopen(order_ids=fact.order_ids, occurred_at=fact.occurred_at)
    if fact.action not in ENDS_DUE:
        return
    day = clock.local(fact.occurred_at).date()
    closed = dues_close(
        order_ids=fact.order_ids, business_date=day, occurred_at=fact.occurred_at, actor_id=fact.actor_id
    )
    shares_end(shares=closed, business_date=day)
    clearances_follow(order_ids=fact.order_ids)


def handover_issued(fact: HandoverIssued) -> None:
    """A new sheet: its total must be held (INV-17)."""
    clearance_follow(run_id=fact.run_id)


def run_handed_over(fact: RunHandedOver) -> None:
    """What is to be collected is bound to the driver's terminal."""
    orders_bind(run_id=fact.run_id, order_ids=fact.order_ids)


def stop_closed(fact: StopClosed) -> None:
    """A delivered stop leaves its slip."""
    if fact.result == DeliveryResult.DELIVERED and fact.receipt_id is not None:
        slip_leave(
            order_id=fact.order_id, stop_id=fact.stop_id, receipt_id=fact.receipt_id, occurred_at=fact.occurred_at
        )
