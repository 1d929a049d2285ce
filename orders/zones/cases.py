"""The case of an order that lies out of our area, and what the client may decide on it (INV-01, STM-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from core.lifecycle import N_
from orders.exceptions.cases import CaseKind, Cause, Decision
from orders.register.lifecycle import DeliveryResult, OrderAction, OrderState
from orders.register.models import Order
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from orders.zones.kinds import NEXT_ADMITTED
from orders.zones.services.placing import order_place
from people.roles import DISPATCHER

if TYPE_CHECKING:
    from orders.exceptions.models import ExceptionCase
    from orders.register.models import ServiceZone
    from people.models import User

CANCEL = Decision("cancel_order", N_("Cancel the order"))
ADMIT = Decision(
    "admit", N_("Deliver it all the same, in a zone"), notifies=(DISPATCHER, NEXT_ADMITTED), asks_zone=True
)


class OutOfArea(CaseKind):
    """The client cancels the order, or has it delivered all the same."""

    holds_order = True

    def check(self, case: ExceptionCase, decision: Decision) -> None:
        order = case.order
        if order and not Order.objects.filter(pk=order.pk, status=OrderState.OUT_OF_AREA).exists():
            raise Conflict("placed", _("Order %(order)s is not out of area any more."), order=order.order_no)

    def instruct(self, case: ExceptionCase, decision: Decision, zone: ServiceZone | None, actor: User | None) -> None:
        if decision == ADMIT and case.order and zone:
            order_place(order=case.order, zone=zone, actor=actor, note=case.number)

    @transaction.atomic
    def execute(self, case: ExceptionCase, decision: Decision, actor: User | None) -> None:
        if case.order_id is None:
            return
        order = Order.objects.select_for_update(no_key=True).get(pk=case.order_id)
        if decision == CANCEL and order.status == OrderState.OUT_OF_AREA:
            order_cancel(order=order, case=case, actor=actor)


def order_cancel(*, order: Order, case: ExceptionCase, actor: User | None) -> None:
    """The client gives the order up; what is told to it names its own staff number."""
    orders_move(action=OrderAction.CANCEL, order_ids=[order.pk], actor=actor, note=case.number)
    last = case.instructions.order_by("-id").first()
    number = last.client_staff_no if last else ""
    outcome_add(order=order, result=DeliveryResult.CANCELLED, reason=CANCEL, client_staff_no=number)


ISLANDS = Cause("islands", N_("Chongming, Changxing and Hengsha are outside the service area."))
OTHER_CITY = Cause("other_city", N_("The address is in another city."))
ZONE_CLOSED = Cause("zone_closed", N_("Goods of this client are not delivered to this zone at present."))
NO_ZONE = Cause("no_zone", N_("No zone of ours."))

OUT_OF_AREA = OutOfArea("out_of_area", N_("Out of area"), (CANCEL, ADMIT))
