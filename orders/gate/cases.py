"""The cases that the gate opens, what the client may decide on goods that have not come in, and what then happens.

The client's word sets the acceptance line before the receipt, and leads the order on after it (FLW-B.5, STM-06).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from core.lifecycle import N_
from orders.exceptions.cases import CaseKind, Decision, case_kinds
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.gate.decisions import ACCEPT, AWAIT, CARRIER_RETURN, KEEP, REFUSE, UNLOAD
from orders.gate.models import AcceptanceLine, SurplusItem
from orders.register.lifecycle import OrderAction, OrderState
from orders.register.models import GoodsItem, Order
from orders.register.services.status import orders_move
from orders.zones.cases import CANCEL, order_cancel
from people.kinds import HolderKind
from sheets.lifecycle import SheetState

if TYPE_CHECKING:
    from orders.register.models import ServiceZone
    from people.models import User

FINAL = {ACCEPT: AcceptanceLine.NOTED, REFUSE: AcceptanceLine.REFUSED, AWAIT: AcceptanceLine.REFUSED}
GIVEN_UP = (REFUSE, CANCEL)


class FindingKind(CaseKind):
    """What the keeper found on one item. `sets_line`: the client's word sets the result of the acceptance line."""

    holds_order = True

    def __init__(self, *known: Any, sets_line: bool = True) -> None:
        super().__init__(*known)
        self.sets_line = sets_line

    @transaction.atomic
    def instruct(self, case: ExceptionCase, decision: Decision, zone: ServiceZone | None, actor: User | None) -> None:
        """Set the outcome of the line while the receipt is not signed (FLW-B.5 back to 4)."""
        line = unsigned_line(case)
        if line and self.sets_line:
            line.outcome = FINAL[decision]
            line.save(update_fields=["outcome"])

    @transaction.atomic
    def execute(self, case: ExceptionCase, decision: Decision, actor: User | None) -> None:
        """Lead the order on when its last open finding is closed (STM-06).

        Raises Conflict while the receipt is unsigned, when the goods are not where the instruction needs them, or when
        an order would be cancelled with goods of it in our store.
        """
        if case.order_id is None:
            return
        order = Order.objects.select_for_update(no_key=True).get(pk=case.order_id)
        if unsigned_line(case):
            raise _unsigned()
        _fits(case, decision, order)
        if order.status == OrderState.INBOUND_EXCEPTION and not _others_open(case, order):
            _order_settle(case, decision, order, actor)


class Surplus(CaseKind):
    """Goods that stand in no batch."""

    def execute(self, case: ExceptionCase, decision: Decision, actor: User | None) -> None:
        """They are done with when a signed receipt took them in, or gave them back."""
        proof = None
        if found := SurplusItem.objects.filter(case=case).first():
            proof = found.returned_by if decision == CARRIER_RETURN else found.sheet
        if proof is None or proof.status != SheetState.SIGNED:
            raise _unsigned()


def unsigned_line(case: ExceptionCase) -> AcceptanceLine | None:
    """The acceptance line of this finding whose receipt is not signed yet, or None."""
    if case.item_id is None:
        return None
    lines = AcceptanceLine.objects.filter(item_id=case.item_id)
    return lines.exclude(arrival__sheet__status=SheetState.SIGNED).order_by("-id").first()


def _unsigned() -> Conflict:
    return Conflict("receipt_unsigned", _("The acceptance receipt is not signed yet; sign it, then close the case."))


def _fits(case: ExceptionCase, decision: Decision, order: Order) -> None:
    """The goods must be where this decision leaves them (INV-10: done is what was instructed)."""
    inside = set(GoodsItem.objects.filter(order=order, holder__kind=HolderKind.STORE).values_list("pk", flat=True))
    if decision == ACCEPT and case.item_id not in inside:
        text = _("The goods went back with the carrier: ask the client whether they wait for the next line-haul.")
        raise Conflict("not_in_store", text)
    if decision in GIVEN_UP and inside and order.status == OrderState.INBOUND_EXCEPTION:
        text = _("Other goods of order %(order)s are in the store; they must leave before the order can be cancelled.")
        raise Conflict("goods_in_store", text, order=order.order_no)


def _others_open(case: ExceptionCase, order: Order) -> bool:
    mine = ExceptionCase.objects.filter(order=order, kind__in=_holding())
    return mine.exclude(pk=case.pk).exclude(status=CaseState.CLOSED).exists()


def _order_settle(case: ExceptionCase, decision: Decision, order: Order, actor: User | None) -> None:
    closed = ExceptionCase.objects.filter(order=order, kind__in=_holding(), status=CaseState.CLOSED)
    if decision in GIVEN_UP or closed.filter(executed__in=GIVEN_UP).exists():
        order_cancel(order=order, case=case, actor=actor)
    elif order.items.exclude(holder__kind=HolderKind.STORE).exists():
        orders_move(action=OrderAction.AWAIT_NEXT, order_ids=[order.pk], actor=actor, note=case.number)
    else:
        orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk], actor=actor, note=case.number)


def _holding() -> list[CaseKind]:
    return [kind for kind in case_kinds if kind.holds_order]


SHORT = FindingKind("inbound_short", N_("Short at arrival"), (AWAIT, CANCEL), sets_line=False)
DAMAGE = FindingKind("inbound_damage", N_("Damaged carton at arrival"), (ACCEPT, REFUSE, AWAIT))
AC_MISMATCH = FindingKind("inbound_ac_mismatch", N_("Air conditioner codes differ"), (ACCEPT, REFUSE, AWAIT))
SEAL = CaseKind("inbound_seal", N_("Seal of the truck broken"), (UNLOAD, REFUSE))
SURPLUS = Surplus("inbound_surplus", N_("Surplus at arrival"), (CARRIER_RETURN, KEEP))

FINDINGS = (SHORT, DAMAGE, AC_MISMATCH)
