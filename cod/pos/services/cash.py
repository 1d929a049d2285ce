"""Cash at the door: in the driver's hand until his own card is swiped for it (FLW-L.4, INV-29)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cod.dues import chart, locks
from cod.dues.legs import custody, owed
from cod.dues.selectors import due_of
from cod.pos.models import Binding
from cod.pos.payways import CASH
from core import clock
from core.errors import Conflict
from dispatch.fleet.models import Driver
from ledger.services.entries import NewEntry, entries_post
from orders.register.lifecycle import OrderState, PaymentState
from orders.register.models import Order, about_order
from orders.register.services.status import payment_taken


@transaction.atomic
def cash_taken(*, order: Order, driver: Driver) -> None:
    """The driver took an order's amount in cash; he now owes the swipe of his own card."""
    order = locks.orders_locked([order.pk])[order.pk]
    if order.status != OrderState.OUT_FOR_DELIVERY:
        raise Conflict("not_on_the_road", _("Order %(order)s is not out for delivery."), order=order.order_no)
    if not Binding.objects.filter(order=order, driver=driver).exists():
        raise Conflict("not_his_order", _("Order %(order)s is not bound to this driver."), order=order.order_no)
    due = due_of([order.pk]).get(order.pk, 0)
    if order.payment_state != PaymentState.UNPAID or due == 0:
        raise Conflict("nothing_due", _("Nothing is due for order %(order)s."), order=order.order_no)
    entries_post(entries=[cash_entry(order, driver.pk, due, clock.today(), clock.now(), driver.user_id)])
    payment_taken(order=order, way=CASH, amount_fen=due, state=PaymentState.CASH_HELD, actor=driver.user)


def cash_entry(
    order: Order,
    driver_id: int,
    amount_fen: int,
    business_date: dt.date,
    occurred_at: dt.datetime,
    actor_id: int | None = None,
) -> NewEntry:
    """The entry by which cash goes from the customer's hand to the driver's."""
    legs = [
        custody((chart.DUE, about_order(order.pk)), (chart.DRV_CASH, f"driver:{driver_id}"), amount_fen, order.pk),
        owed(chart.PAY_UNC, chart.PAY_COL, order.pk, amount_fen),
    ]
    key, about = f"cash:{order.pk}", about_order(order.pk)
    return NewEntry(chart.CASH_TAKEN, key, legs, business_date, occurred_at, about, actor_id)
