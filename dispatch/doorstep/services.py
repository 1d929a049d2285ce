"""The doorstep: the driver closes his stop as delivered or refused (FLW-F, STM-09, STM-15)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict, Invalid, Missing
from core.facts import publish
from dispatch.calls.services.refusals import nothing_collected
from dispatch.doorstep.cases import ONSITE_REFUSAL
from dispatch.doorstep.events import StopClosed
from dispatch.doorstep.exports import receipt_content
from dispatch.doorstep.kinds import RECEIPT, REFUSAL_PHOTO, REFUSED_AT_DOOR
from dispatch.runs.lifecycle import RunState, StopAction, StopState
from dispatch.runs.models import Run, RunStop
from dispatch.runs.services.notices import customer_service_tell
from dispatch.runs.services.stops import stops_mark
from orders.exceptions.lifecycle import StepKind
from orders.exceptions.models import DamageStandard, ExceptionCase
from orders.exceptions.selectors.standard import clause_named
from orders.exceptions.services.cases import exception_open
from orders.exceptions.services.next_steps import return_guard, steps_carry_out
from orders.register.lifecycle import SETTLED, DeliveryResult, OrderAction, PaperKind
from orders.register.models import Order, Reason
from orders.register.services.custody import documents_create, goods_move
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from people.models import User
from people.services.places import buyer
from sheets.kinds import BUYER
from sheets.models import Sheet, Signature
from sheets.services.papers import attachment_add, sheet_issue, sheet_sign, sheet_sign_outside

METHODS = (Signature.DRAWN, Signature.PAPER)


@transaction.atomic
def stop_close_delivered(
    *,
    stop: RunStop,
    driver: User,
    signer_name: str,
    image: bytes,
    method: str = Signature.DRAWN,
    occurred_at: dt.datetime | None = None,
) -> Sheet:
    """Goods to the buyer, his receipt to the driver; returns the receipt sheet.

    `driver`: the driver's user, who is the witness of a photographed paper. `image`: bytes of PNG or JPEG. Raises
    Conflict "slip_first" while money is due (INV-28), Missing for another driver's stop.
    """
    stop = _own_open_stop(stop, driver)
    order, instant = stop.order, occurred_at or clock.now()
    if order.payment_state not in SETTLED:
        raise Conflict("slip_first", _("Order %(order)s: the slip comes before the signature."), order=order.order_no)
    if method not in METHODS:
        raise Invalid("method", _("The buyer signs on the screen or on paper."))
    return_guard([order.pk])
    receipt = _receipt(stop, driver, signer_name, image, method, instant)
    _exchange(stop, receipt, driver, instant)
    orders_move(action=OrderAction.DELIVER, order_ids=[order.pk], actor=driver, occurred_at=instant)
    outcome_add(
        order=order,
        result=DeliveryResult.DELIVERED,
        occurred_at=instant,
        signer_name=signer_name.strip(),
        driver_user=driver,
    )
    stops_mark(action=StopAction.DELIVER, stop_ids=[stop.pk], actor=driver, closed_at=instant, receipt=receipt)
    steps_carry_out(order_ids=[order.pk], kind=StepKind.REDELIVER)
    _tell(stop, DeliveryResult.DELIVERED, receipt.pk, instant, driver)
    return receipt


@transaction.atomic
def stop_close_refused(
    *,
    stop: RunStop,
    driver: User,
    reason: str,
    note: str,
    photo: bytes | None = None,
    photo_name: str = "photo.jpg",
    clause: str = "",
    occurred_at: dt.datetime | None = None,
) -> ExceptionCase:
    """The buyer refused at the door; the goods ride back (FLW-F). Returns the exception opened for the client.

    `reason`: code of a Reason; `photo`: bytes, and `clause`: code of the standard at the door, needed by some reasons.
    Raises Invalid without reason or note (INV-22), Conflict when the money was taken (FLW-F.4).
    """
    stop = _own_open_stop(stop, driver)
    order, instant = stop.order, occurred_at or clock.now()
    why, said, ids = _reason(reason, note, photo), note.strip(), [order.pk]
    standard = _judged(why, clause)
    nothing_collected(order)
    _photo_keep(order, photo, photo_name, driver)
    orders_move(action=OrderAction.REFUSE_ONSITE, order_ids=ids, actor=driver, note=why.code, occurred_at=instant)
    outcome_add(
        order=order,
        result=DeliveryResult.REFUSED_ONSITE,
        reason=why.code,
        occurred_at=instant,
        driver_user=driver,
        pieces_back=order.pieces,
        note=said,
    )
    case = exception_open(
        kind=ONSITE_REFUSAL, order=order, description=said, reason=why, standard=standard, actor=driver
    )
    stops_mark(action=StopAction.REFUSE, stop_ids=[stop.pk], actor=driver, closed_at=instant)
    customer_service_tell(stop=stop, kind=REFUSED_AT_DOOR, actor=driver, reason=why.code)
    _tell(stop, DeliveryResult.REFUSED_ONSITE, None, instant, driver)
    return case


def _photo_keep(order: Order, photo: bytes | None, name: str, driver: User) -> None:
    if photo:
        attachment_add(about=order.audit_about, kind=REFUSAL_PHOTO, content=photo, name=name, actor=driver)


def _own_open_stop(stop: RunStop, driver: User) -> RunStop:
    runs = Run.objects.select_for_update(no_key=True).select_related("driver__user", "platform")
    run = runs.filter(pk=stop.run_id).first()
    if run is None or run.driver.user_id != driver.pk:
        raise Missing("stop", _("This stop is not there, or not yours."))
    if run.status != RunState.DEPARTED:
        raise Conflict("not_departed", _("Run %(run)s is not on the road."), run=run.number)
    stop = RunStop.objects.select_for_update(no_key=True).get(pk=stop.pk)
    stop.run, stop.order = run, Order.objects.select_for_update(no_key=True).get(pk=stop.order_id)
    if stop.status == StopState.BARRED:
        text = _("Order %(order)s was refused by phone: do not visit.")
        raise Conflict("barred", text, order=stop.order.order_no)
    if stop.status != StopState.OPEN:
        raise Conflict("stop_closed", _("The stop of order %(order)s is closed already."), order=stop.order.order_no)
    return stop


def _receipt(stop: RunStop, driver: User, signer_name: str, image: bytes, method: str, instant: dt.datetime) -> Sheet:
    receipt = sheet_issue(
        kind=RECEIPT,
        platform=stop.run.platform,
        business_date=stop.run.business_date,
        about=stop.order.audit_about,
        content=receipt_content(stop),
        actor=driver,
        named=_receipt_name(stop.order),
    )
    sheet_sign(sheet=receipt, side="driver", signer=driver, occurred_at=instant)
    sheet_sign_outside(
        sheet=receipt, side=BUYER, name=signer_name, image=image, witness=driver, method=method, occurred_at=instant
    )
    return receipt


def _receipt_name(order: Order) -> tuple[str, str]:
    """A receipt is named after its waybill: no counter that all doors of a platform would wait for."""
    before = Sheet.objects.filter(kind=RECEIPT, about=order.audit_about).count()
    number = f"{RECEIPT.prefix}{order.waybill_no}"
    return (f"{number}-{before + 1}" if before else number, f"{order.waybill_no}{before + 1}")


def _exchange(stop: RunStop, receipt: Sheet, driver: User, instant: dt.datetime) -> None:
    """By the one receipt the goods leave the driver and the paper comes to him."""
    van, home = stop.run.driver.holder, buyer()
    items = list(stop.order.items.all())
    goods_move(items=items, source=van, target=home, sheet=receipt, actor=driver, moved_at=instant)
    papers = [(stop.order, PaperKind.RECEIPT, receipt.number)]
    documents_create(papers=papers, source=home, target=van, sheet=receipt, actor=driver, created_at=instant)


def _reason(code: str, note: str, photo: bytes | None) -> Reason:
    why = Reason.objects.filter(kind="refusal", code=code or "", active=True).first()
    if why is None:
        raise Invalid("reason", _("Choose the reason of the refusal."))
    if not note.strip():
        raise Invalid("reason_note", _("Write in a few words why the customer refused."))
    if why.needs_photo and not photo:
        raise Invalid("photo", _("This reason needs a photo."))
    return why


def _judged(why: Reason, code: str) -> DamageStandard | None:
    """The clause of the client's standard by which packaging is judged at the door (ENT-14, FLW-F.2)."""
    standard = clause_named(DamageStandard.DOOR, code)
    if standard is None and (code or why.needs_clause):
        raise Invalid("clause", _("Choose the clause of the packaging standard."))
    return standard


def _tell(stop: RunStop, result: DeliveryResult, receipt_id: int | None, instant: dt.datetime, driver: User) -> None:
    publish(
        StopClosed(
            run_id=stop.run_id,
            stop_id=stop.pk,
            order_id=stop.order_id,
            result=result,
            receipt_id=receipt_id,
            occurred_at=instant,
            actor_id=driver.pk,
        )
    )
