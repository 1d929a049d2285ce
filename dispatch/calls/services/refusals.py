"""A customer refused on the phone and was not retained: what happens to stop, goods, papers and the client (FLW-E)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict
from core.lifecycle import N_
from core.translatable import translatable
from dispatch.calls.cases import PHONE_REFUSAL
from dispatch.calls.kinds import DO_NOT_VISIT, REFUSED_IN_STORE, REFUSED_ON_VAN
from dispatch.calls.models import CallLog
from dispatch.handover.services.sheets import sheet_follow
from dispatch.runs.lifecycle import StopAction
from dispatch.runs.models import RunStop
from dispatch.runs.services.notices import driver_tell, keepers_tell
from dispatch.runs.services.stops import stops_mark
from orders.exceptions.cases import RETURN
from orders.exceptions.services.cases import exception_instruct, exception_open
from orders.register.lifecycle import ON_VAN, TAKEN, DeliveryResult, OrderAction
from orders.register.models import Order
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from people.models import User


@transaction.atomic
def phone_refusal(*, stop: RunStop, call: CallLog) -> None:
    """Carry out a refusal by phone (STM-14). `stop` locked and open; `call` the CallLog with its retention attempt."""
    order, actor = stop.order, call.caller
    nothing_collected(order)
    case = exception_open(kind=PHONE_REFUSAL, order=order, actor=actor)
    on_van = order.status in ON_VAN
    orders_move(action=OrderAction.REFUSE_PHONE, order_ids=[order.pk], actor=actor, occurred_at=call.called_at)
    outcome_add(
        order=order,
        result=DeliveryResult.REFUSED_PHONE,
        reason="phone",
        occurred_at=call.called_at,
        client_staff_no=call.client_staff_no.strip(),
        note=call.retention_note,
    )
    (_bar if on_van else _keep)(stop, actor)
    exception_instruct(case=case, client_staff_no=call.client_staff_no, decision=RETURN, text=call.note, actor=actor)


def nothing_collected(order: Order) -> None:
    """FLW-F.4: money that was taken is voided first. Locks the order, so that no sale slips in after the look."""
    fresh = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    if fresh.payment_state in TAKEN:
        text = _("The money of order %(order)s has been taken: void the collection first.")
        raise Conflict("collected", text, order=order.order_no)


def _bar(stop: RunStop, actor: User) -> None:
    """The goods are on the van: the driver must not visit; they come back tonight."""
    stops_mark(action=StopAction.BAR, stop_ids=[stop.pk], actor=actor)
    driver_tell(stop=stop, kind=DO_NOT_VISIT, actor=actor)
    keepers_tell(stop=stop, kind=REFUSED_ON_VAN, actor=actor)


def _keep(stop: RunStop, actor: User) -> None:
    """The goods are in store: the line leaves the run and its sheet."""
    stops_mark(action=StopAction.REMOVE, stop_ids=[stop.pk], actor=actor, closed_at=clock.now())
    reason = translatable(N_("Order %(order)s was refused by phone."), order=stop.order.order_no)
    sheet_follow(run=stop.run, reason=reason, actor=actor)
    keepers_tell(stop=stop, kind=REFUSED_IN_STORE, actor=actor)
