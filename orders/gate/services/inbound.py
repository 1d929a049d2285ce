"""What an instruction does to goods at the gate: to the acceptance line before the receipt, to the order after it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, Invalid
from orders.exceptions import cases
from orders.exceptions import lifecycle as exceptions_lifecycle
from orders.exceptions.models import ExceptionCase
from orders.gate.models import AcceptanceLine, SurplusItem
from orders.register import lifecycle
from orders.register.models import GoodsItem, Order
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from orders.zones.services.placing import order_place
from people.models import Holder
from sheets.lifecycle import SIGNED

FINAL = {cases.ACCEPT: AcceptanceLine.NOTED, cases.REFUSE: AcceptanceLine.REFUSED, cases.AWAIT: AcceptanceLine.REFUSED}
GIVEN_UP = {cases.REFUSE, cases.CANCEL}
GATE = (*cases.FINDINGS, cases.OUT_OF_AREA)


def decision_check(*, case, decision, zone=None):
    """Refuse a decision that makes no sense for this kind of case, and an admission without a zone."""
    allowed = cases.OPEN_TO.get(case.kind)
    if allowed and decision not in allowed:
        raise Invalid("decision", _("This instruction does not fit the case; choose one from its list."))
    if (decision == cases.ADMIT) != (zone is not None):
        raise Invalid("zone", _("Choose the zone when the client wants the order delivered, and only then."))
    outside = Order.objects.filter(pk=case.order_id, status=lifecycle.OUT_OF_AREA)
    if case.kind == cases.OUT_OF_AREA and not outside.exists():
        raise Conflict("placed", _("Order %(order)s is not out of area any more."), order=case.order.order_no)


@transaction.atomic
def inbound_instruct(*, case, decision, zone=None, actor=None):
    """Let the client's word act at once where it can.

    It sets the outcome of the line while the receipt is not signed (FLW-B.5 back to 4), and admits an order that was
    out of area to the zone (STM-03).
    """
    if decision == cases.ADMIT:
        order_place(order=case.order, zone=zone, actor=actor, note=case.number)
    line = unsigned_line(case)
    if line and case.kind != cases.SHORT:
        line.outcome = FINAL[decision]
        line.save(update_fields=["outcome"])


def unsigned_line(case):
    """The acceptance line of this finding whose receipt is not signed yet, or None."""
    if case.kind not in cases.FINDINGS or case.item_id is None:
        return None
    lines = AcceptanceLine.objects.filter(item_id=case.item_id)
    return lines.exclude(arrival__sheet__status=SIGNED).order_by("-id").first()


@transaction.atomic
def inbound_execute(*, case, decision, actor):
    """Carry out the instruction on the order when its last open finding is closed (STM-03, STM-06).

    Called before the case is closed. Raises Conflict while the receipt is unsigned, when the goods are not where the
    instruction needs them, or when an order would be cancelled with goods of it in our store.
    """
    if case.kind == cases.SURPLUS:
        _surplus_done(case, decision)
    if case.order_id is None or case.kind not in GATE:
        return
    order = Order.objects.select_for_update(no_key=True).get(pk=case.order_id)
    if unsigned_line(case):
        raise Conflict("receipt_unsigned", _("The acceptance receipt is not signed yet; sign it, then close the case."))
    _fits(case, decision, order)
    if order.status not in (lifecycle.INBOUND_EXCEPTION, lifecycle.OUT_OF_AREA) or _others_open(case):
        return
    _order_settle(case, decision, order, actor)


def _surplus_done(case, decision):
    """Surplus goods are done with when a signed receipt took them in, or gave them back."""
    found = SurplusItem.objects.filter(case=case).first()
    proof = found and (found.returned_by if decision == cases.CARRIER_RETURN else found.sheet)
    if proof is None or proof.status != SIGNED:
        raise Conflict("receipt_unsigned", _("The acceptance receipt is not signed yet; sign it, then close the case."))


def _fits(case, decision, order):
    """The goods must be where this decision leaves them (INV-10: done is what was instructed)."""
    inside = set(GoodsItem.objects.filter(order=order, holder__kind=Holder.STORE).values_list("pk", flat=True))
    if decision == cases.ACCEPT and case.item_id not in inside:
        text = _("The goods went back with the carrier: ask the client whether they wait for the next line-haul.")
        raise Conflict("not_in_store", text)
    if decision in GIVEN_UP and inside and order.status == lifecycle.INBOUND_EXCEPTION:
        text = _("Other goods of order %(order)s are in the store; they must leave before the order can be cancelled.")
        raise Conflict("goods_in_store", text, order=order.order_no)


def _others_open(case):
    mine = ExceptionCase.objects.filter(order_id=case.order_id, kind__in=GATE)
    return mine.exclude(pk=case.pk).exclude(status=exceptions_lifecycle.CLOSED).exists()


def _order_settle(case, decision, order, actor):
    closed = ExceptionCase.objects.filter(order=order, kind__in=GATE, status=exceptions_lifecycle.CLOSED)
    if decision in GIVEN_UP or closed.filter(executed__in=GIVEN_UP).exists():
        number = case.instructions.order_by("-id").first().client_staff_no
        orders_move(action="cancel", order_ids=[order.pk], actor=actor, note=case.number)
        outcome_add(order=order, result="cancelled", reason=cases.CANCEL, client_staff_no=number)
    elif order.items.exclude(holder__kind=Holder.STORE).exists():
        orders_move(action="await_next", order_ids=[order.pk], actor=actor, note=case.number)
    else:
        orders_move(action="accept", order_ids=[order.pk], actor=actor, note=case.number)
