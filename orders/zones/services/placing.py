"""Takes an order that stood out of area into a zone on the client's word (STM-03)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict
from core.facts import publish
from orders.register import promises
from orders.register.events import OrdersCreated
from orders.register.lifecycle import OrderState
from orders.register.models import Order
from orders.register.services.status import orders_move
from orders.register.services.waybills import waybills_give
from orders.zones.selectors.zones import arrived_at


@transaction.atomic
def order_place(*, order, zone, actor, action="admit", note=""):
    """Give one order its zone, waybill and promise, make it expected, and publish OrdersCreated: its money is due.

    For whoever settles where an order goes: the client's instruction ("admit"), or a person's answer to a doubtful
    address ("place"); `action` is the row of the order's table, which says who may. `zone`: a ServiceZone.
    Money becomes due on the order's own business date, or today when that is past. Returns the order as it is now.
    Raises Conflict for an order that is not out of area (INV-01) and for a zone that is closed.
    """
    order = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    if order.status != OrderState.OUT_OF_AREA:
        raise Conflict("placed", _("Order %(order)s is not out of area any more."), order=order.order_no)
    if not zone.active:
        raise Conflict("zone_closed", _("Zone %(zone)s is closed at present."), zone=zone.name)
    order.zone, order.zone_unconfirmed = zone, False
    order.promise_at = promises.due_at(promises.clock_start(order.shipped_at, arrived_at(order)), zone.hours)
    waybills_give(orders=[order], business_date=order.business_date)
    order.save(update_fields=["zone", "zone_unconfirmed", "promise_at", "waybill_no"])
    new = {"zone": zone.name, "waybill_no": order.waybill_no}
    audit.record(actor=actor, action="order.zone", subject=order, old={"zone": None}, new=new)
    orders_move(action=action, order_ids=[order.pk], actor=actor, note=note)
    day = max(order.business_date, clock.today())
    publish(OrdersCreated(order_ids=(order.pk,), business_date=day, actor_id=getattr(actor, "pk", None)))
    order.refresh_from_db()
    return order
