"""Takes an order that stood out of area into a zone on the client's word (STM-03)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict
from core.facts import publish
from orders.register.events import OrdersCreated
from orders.register.lifecycle import OrderAction, OrderState
from orders.register.models import Client, Order, ServiceZone
from orders.register.selectors.terms import zones_in_terms
from orders.register.services.promise import place_set
from orders.register.services.status import orders_move
from orders.register.services.waybills import waybills_give
from people.models import User


def zone_check(*, client: Client, zone: ServiceZone) -> None:
    """Raise Conflict unless the client's goods are delivered to the zone now."""
    if not zones_in_terms(client).contains(zone):
        text = _("Goods of this client are not delivered to zone %(zone)s at present.")
        raise Conflict("zone_closed", text, zone=zone.name)


@transaction.atomic
def order_place(
    *,
    order: Order,
    zone: ServiceZone,
    actor: User | None,
    action: OrderAction = OrderAction.ADMIT,
    note: str = "",
    district: str = "",
) -> Order:
    """Give one order its zone, waybill and promise, make it expected, and publish OrdersCreated: its money is due.

    For whoever settles where an order goes: the client's instruction (ADMIT), or a person's answer to a doubtful
    address (PLACE); `action` is the row of the order's table, which says who may. `zone`: a ServiceZone.
    Money becomes due on the order's own business date, or today when that is past. Returns the order as it is now.
    Raises Conflict for an order that is not out of area (INV-01) and for a zone that is closed or not in the terms.
    """
    order = Order.objects.select_for_update(of=("self",), no_key=True).select_related("client").get(pk=order.pk)
    if order.status != OrderState.OUT_OF_AREA:
        raise Conflict("placed", _("Order %(order)s is not out of area any more."), order=order.order_no)
    zone_check(client=order.client, zone=zone)
    order = place_set(order=order, zone=zone, actor=actor, district=district)
    waybills_give(orders=[order], business_date=order.business_date)
    order.save(update_fields=["waybill_no"])
    orders_move(action=action, order_ids=[order.pk], actor=actor, note=note)
    day = max(order.business_date, clock.today())
    publish(OrdersCreated(order_ids=(order.pk,), business_date=day, actor_id=getattr(actor, "pk", None)))
    order.refresh_from_db()
    return order
