"""How the doors of a run are closed before its evening."""

from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from orders.register.services.status import payment_state_set
from tests.dispatch.morning import PNG, stop_of


def close_all(world, orders, refused, driver):
    for place, order in enumerate(orders):
        if place in refused:
            stop_close_refused(stop=stop_of(order), driver=driver, reason="changed_mind", note="不要了")
            continue
        if order.amount_due_fen:
            payment_state_set(order_ids=[order.pk], state="paid", actor=None)
        stop_close_delivered(stop=stop_of(order), driver=driver, signer_name="王女士", image=PNG)
