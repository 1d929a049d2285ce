"""What an instruction makes people do next with an order's goods: deliver again, or set aside for the client (INV-10).

The instruction is recorded while the goods may still be on a van; the step waits for them and is carried out when they
are in the store. Only then may the case be closed.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import calendar, clock, moves
from core.errors import Conflict
from core.outbox import notify
from orders.exceptions import lifecycle
from orders.exceptions.cases import Decision
from orders.exceptions.kinds import PLAN_AGAIN
from orders.exceptions.lifecycle import StepAction, StepKind, StepState
from orders.exceptions.models import ExceptionCase, NextStep
from orders.register import lifecycle as register_lifecycle
from orders.register.lifecycle import DeliveryResult, OrderAction, OrderState
from orders.register.models import Order
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from people.kinds import HolderKind
from people.roles import DISPATCHER
from people.selectors import user_ids_with

ON_HAND = (
    OrderState.IN_STOCK,
    *register_lifecycle.ON_VAN,
    *register_lifecycle.REFUSED,
    OrderState.RETURN_AT_PLATFORM,
)


@transaction.atomic
def step_make(*, case: ExceptionCase, decision: Decision) -> NextStep | None:
    """Queue the next step of this decision; the last instruction on an order rules. Returns the step, or None.

    None when the decision moves no goods, or the order's goods are not with us.
    """
    kind = decision.step
    if case.order_id is None:
        return None
    order = Order.objects.select_for_update(no_key=True).get(pk=case.order_id)
    waiting = NextStep.objects.filter(order=order, status=StepState.WAITING).first()
    if kind is None or order.status not in ON_HAND:
        _drop(waiting, only_of=case)
        return None
    if waiting and waiting.kind == kind:
        return waiting
    _drop(waiting)
    step = NextStep.objects.create(
        case=case, order=order, kind=kind, on_date=calendar.next_working(clock.today()), made_at=clock.now()
    )
    _advance(step, order)
    return step


@transaction.atomic
def steps_resume(*, order_ids: list[int]) -> None:
    """Go on with what waited for these orders' goods: called when they were accepted into the store."""
    waiting = NextStep.objects.filter(order__in=order_ids, status=StepState.WAITING).select_related("case")
    for step in waiting.order_by("id"):
        _advance(step, Order.objects.get(pk=step.order_id))


@transaction.atomic
def steps_carry_out(*, order_ids: list[int], kind: StepKind) -> None:
    """The waiting steps of this kind are done: a run took the order again, or its goods stand aside."""
    rows = NextStep.objects.filter(order__in=order_ids, kind=kind, status=StepState.WAITING)
    ids = list(rows.values_list("pk", flat=True))
    if ids:
        moves.move(lifecycle.NEXT_STEP, StepAction.CARRY_OUT, NextStep, ids, actor=None, settled_at=clock.now())


def step_guard(*, case: ExceptionCase, decision: Decision) -> None:
    """Refuse to close a case before its instruction is carried out (INV-10)."""
    kind, order = decision.step, case.order
    step = NextStep.objects.filter(order=order).order_by("-id").first() if order else None
    if kind is None or order is None or step is None:
        return
    names = {"order": order.order_no}
    if step.kind != kind:
        raise Conflict(
            "overtaken", _("A later instruction on order %(order)s says otherwise; record it here."), **names
        )
    if step.status == StepState.WAITING:
        raise Conflict("not_carried_out", _WAITS[kind], **names)


_WAITS = {
    StepKind.REDELIVER: _("Order %(order)s is not planned again yet: put it on a run, then close the case."),
    StepKind.RETURN: _(
        "The goods of order %(order)s do not stand in the returns area yet: bring them there, then close it."
    ),
}


def return_guard(order_ids: list[int]) -> None:
    """Refuse to hand over, or to plan, what the client wants back (STM-09)."""
    rows = NextStep.objects.filter(order__in=order_ids, kind=StepKind.RETURN, status=StepState.WAITING)
    if step := rows.select_related("order").order_by("pk").first():
        text = _("The client wants order %(order)s back; it is not delivered.")
        raise Conflict("wanted_back", text, order=step.order.order_no)


def _drop(step: NextStep | None, only_of: ExceptionCase | None = None) -> None:
    if step and (only_of is None or step.case_id == only_of.pk):
        moves.move(lifecycle.NEXT_STEP, StepAction.DROP, NextStep, [step.pk], actor=None, settled_at=clock.now())


def _advance(step: NextStep, order: Order) -> None:
    """As far as the goods allow now."""
    if step.kind == StepKind.RETURN and order.status == OrderState.RETURN_AT_PLATFORM:
        steps_carry_out(order_ids=[order.pk], kind=StepKind.RETURN)
    if step.kind == StepKind.REDELIVER and not order.items.exclude(holder__kind=HolderKind.STORE).exists():
        _to_stock(step, order)


def _to_stock(step: NextStep, order: Order) -> None:
    """In the store: back among the orders that wait for a plan, and told to the client as open again."""
    if order.status != OrderState.IN_STOCK:
        orders_move(action=OrderAction.REDELIVER, order_ids=[order.pk], actor=None, note=step.case.number)
        outcome_add(
            order=order,
            result=DeliveryResult.IN_PROGRESS,
            reason=StepKind.REDELIVER,
            client_staff_no=step.client_staff_no,
        )
    notify(
        to_ids=user_ids_with(DISPATCHER, order.platform),
        kind=PLAN_AGAIN,
        about=order.audit_about,
        number=step.case.number,
        order_no=order.order_no,
        date=step.on_date.isoformat(),
    )
