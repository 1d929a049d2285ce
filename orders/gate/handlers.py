"""What the gate does when something happened upstream."""

from orders.gate.services.arrival import late_orders_arrive
from orders.register.events import OrdersCreated


def orders_created(fact: OrdersCreated) -> None:
    """Orders that are accepted after their line-haul came were brought by it (AMB-01)."""
    late_orders_arrive(order_ids=fact.order_ids)
