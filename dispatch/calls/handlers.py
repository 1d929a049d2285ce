"""What the call room does when something happened upstream: each hears a fact and calls a service."""

from dispatch.calls.services.again import appointments_make, instruction_follow, orders_renew
from dispatch.runs.events import OrdersPlanned
from orders.exceptions.cases import decisions
from orders.exceptions.events import InstructionGiven
from orders.register.events import OrdersMoved
from orders.register.lifecycle import OrderAction


def orders_planned(fact: OrdersPlanned) -> None:
    """Orders on a run are to be called (FLW-D)."""
    appointments_make(order_ids=fact.order_ids, business_date=fact.business_date)


def orders_moved(fact: OrdersMoved) -> None:
    """Goods that are delivered again need a new stop and a new appointment."""
    if fact.action == OrderAction.REDELIVER:
        orders_renew(order_ids=fact.order_ids)


def instruction_given(fact: InstructionGiven) -> None:
    """The client's word may take an order off a run that is not loaded yet, or back into the call queue."""
    instruction_follow(exception_id=fact.exception_id, decision=decisions[fact.decision])
