"""From matched orders to the client's money: request, approvals in order, form, payment (FLW-P.3 to P.6)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cod.dues.services import stages
from core import audit, clock, money, moves
from core.errors import Conflict, Invalid
from core.notices import NoticeKind
from core.outbox import notify
from orders.register.models import Client
from people.models import User
from people.roles import HQ_FINANCE, PROJECT_TEAM
from people.selectors import user_ids_with
from reconciliation.payment import lifecycle, selectors
from reconciliation.payment.exports import payment_content
from reconciliation.payment.kinds import (
    PAYMENT,
    PAYMENT_APPROVED,
    PAYMENT_PAID,
    PAYMENT_REJECTED,
    PAYMENT_REQUEST,
    PAYMENT_REQUESTED,
)
from reconciliation.payment.lifecycle import RequestAction, RequestState
from reconciliation.payment.models import PaymentForm, PaymentLine, PaymentRequest, Remittance
from sheets.services.approvals import approval_give, next_step
from sheets.services.papers import sheet_issue


@transaction.atomic
def payment_request_create(*, week: dt.date, client: Client, actor: User) -> PaymentRequest:
    """Request payment of all matched orders that are in no request yet (INV-39). Returns the PaymentRequest.

    `week`: the Monday of a week that is over; Invalid for another day. Conflict when no matched order waits.
    """
    if not clock.is_week_over(week):
        raise Invalid("week", _("Give the Monday of a week that is over."))
    orders = list(selectors.matched_waiting(client).select_for_update(no_key=True))
    if not orders:
        raise Conflict("nothing_matched", _("There is no matched order that waits for payment."))
    total = sum(order.collected_fen for order in orders)
    platform = selectors.issuing_platform(actor)
    sheet = sheet_issue(
        kind=PAYMENT,
        platform=platform,
        business_date=clock.today(),
        about=f"payment-week:{week}",
        content=payment_content(week, client, orders, total),
        actor=actor,
    )
    request = PaymentRequest.objects.create(
        sheet=sheet,
        client=client,
        week=week,
        due_on=selectors.due_on(week),
        amount_fen=total,
        orders=len(orders),
        submitted_by=actor,
        submitted_at=clock.now(),
    )
    PaymentLine.objects.bulk_create(
        [PaymentLine(request=request, order=order, amount_fen=order.collected_fen) for order in orders], batch_size=500
    )
    stages.request(orders=[order.pk for order in orders], actor=actor, business_date=clock.today())
    _tell(request, PAYMENT_REQUESTED)
    audit.record(actor=actor, action=PAYMENT_REQUEST, subject=request, new={"amount_fen": total, "orders": len(orders)})
    return request


@transaction.atomic
def payment_approve(*, request: PaymentRequest, approved: bool, comment: str, actor: User) -> PaymentRequest:
    """One step of the chain; the last approval makes the request payable (INV-40). Returns the request."""
    request = _locked(request)
    if request.status != RequestState.SUBMITTED:
        raise Conflict("payment_state", _("This request is not waiting for approval."))
    complete = approval_give(
        sheet=request.sheet, chain=lifecycle.CHAIN, actor=actor, approved=approved, comment=comment
    )
    if not approved:
        moves.move(lifecycle.PAYMENT, RequestAction.REJECT, PaymentRequest, [request.pk], actor=actor, note=comment)
        notify(
            to_ids=[request.submitted_by_id],
            kind=PAYMENT_REJECTED,
            about=f"payment:{request.pk}",
            number=str(request),
        )
    if complete:
        moves.move(lifecycle.PAYMENT, RequestAction.APPROVE, PaymentRequest, [request.pk], actor=actor)
        stages.approve(orders=_order_ids(request), actor=actor, business_date=clock.today())
        _tell(request, PAYMENT_APPROVED)
    return _locked(request)


@transaction.atomic
def payment_resubmit(*, request: PaymentRequest, actor: User) -> None:
    """Hand a rejected request in again, unchanged, for a new round of approvals."""
    moves.move(lifecycle.PAYMENT, RequestAction.RESUBMIT, PaymentRequest, [request.pk], actor=actor)


@transaction.atomic
def payment_withdraw(*, request: PaymentRequest, reason: str, actor: User) -> None:
    """Take a request back; only this releases its orders (FLW-P.7)."""
    if not reason.strip():
        raise Invalid("reason", _("Say why the request is withdrawn."))
    request = _locked(request)
    moves.move(lifecycle.PAYMENT, RequestAction.WITHDRAW, PaymentRequest, [request.pk], actor=actor, note=reason)
    stages.withdraw(orders=_order_ids(request), actor=actor, business_date=clock.today())
    request.lines.update(live=False)


@transaction.atomic
def payment_form_fill(*, request: PaymentRequest, payee_account: str, purpose: str, actor: User) -> PaymentForm:
    """The project team's form; it changes neither lines nor amounts (ROL-16)."""
    if not payee_account.strip() or not purpose.strip():
        raise Invalid("payment_form", _("Fill in the payee's account and the purpose."))
    moves.move(lifecycle.PAYMENT, RequestAction.FORM, PaymentRequest, [request.pk], actor=actor)
    return PaymentForm.objects.create(
        request=request,
        payee_account=payee_account.strip(),
        purpose=purpose.strip(),
        filled_by=actor,
        filled_at=clock.now(),
    )


@transaction.atomic
def payment_pay(
    *, request: PaymentRequest, bank_ref: str, amount_fen: int, actor: User, fax_note: str = ""
) -> Remittance:
    """Headquarters has paid: the exact amount, once, under one bank reference; the orders are remitted (INV-41)."""
    request = _locked(request)
    if amount_fen != request.amount_fen:
        text = _("The request is for %(wanted)s; %(given)s is not that.")
        raise Invalid("payment_amount", text, wanted=money.yuan(request.amount_fen), given=money.yuan(amount_fen))
    if not bank_ref.strip():
        raise Invalid("bank_ref", _("Write the bank's reference of the payment."))
    moves.move(lifecycle.PAYMENT, RequestAction.PAY, PaymentRequest, [request.pk], actor=actor)
    remittance = _remittance_create(request, bank_ref.strip(), fax_note, actor)
    stages.remit(orders=_order_ids(request), bank_ref=bank_ref.strip(), actor=actor, business_date=clock.today())
    _tell_applicant(request, PAYMENT_PAID)
    return remittance


def waiting_for(request: PaymentRequest) -> str:
    """The role whose turn it is, or "" when nobody's approval is awaited."""
    if request.status != RequestState.SUBMITTED:
        return ""
    _round, step = next_step(sheet=request.sheet, chain=lifecycle.CHAIN)
    return lifecycle.CHAIN[step] if step < len(lifecycle.CHAIN) else ""


def _remittance_create(request: PaymentRequest, bank_ref: str, fax_note: str, actor: User) -> Remittance:
    values = {"bank_ref": bank_ref, "amount_fen": request.amount_fen, "fax_note": fax_note[:120], "paid_by": actor}
    try:
        with transaction.atomic():
            return Remittance.objects.create(request=request, paid_at=clock.now(), **values)
    except IntegrityError as error:
        raise Conflict("bank_ref_used", _("This bank reference stands for another payment.")) from error


def _locked(request: PaymentRequest) -> PaymentRequest:
    return PaymentRequest.objects.select_for_update(no_key=True).select_related("sheet").get(pk=request.pk)


def _order_ids(request: PaymentRequest) -> list[int]:
    return list(request.lines.values_list("order_id", flat=True))


def _tell(request: PaymentRequest, kind: NoticeKind) -> None:
    to_ids = user_ids_with(PROJECT_TEAM) + user_ids_with(HQ_FINANCE)
    amount = money.yuan(request.amount_fen)
    notify(to_ids=to_ids, kind=kind, about=request.audit_about, number=str(request), amount=amount)


def _tell_applicant(request: PaymentRequest, kind: NoticeKind) -> None:
    notify(to_ids=[request.submitted_by_id], kind=kind, about=request.audit_about, number=str(request))
