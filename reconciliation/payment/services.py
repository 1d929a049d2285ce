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
from sheets.services.approvals import approval_give, next_approval
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
    payment = PaymentRequest.objects.create(
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
        [PaymentLine(request=payment, order=order, amount_fen=order.collected_fen) for order in orders], batch_size=500
    )
    stages.request_payment(orders=[order.pk for order in orders], actor=actor, business_date=clock.today())
    _tell(payment, PAYMENT_REQUESTED)
    audit.record(actor=actor, action=PAYMENT_REQUEST, subject=payment, new={"amount_fen": total, "orders": len(orders)})
    return payment


@transaction.atomic
def payment_approve(*, payment: PaymentRequest, approved: bool, comment: str, actor: User) -> PaymentRequest:
    """One step of the chain; the last approval makes the request payable (INV-40). Returns the request."""
    payment = _locked(payment)
    if payment.status != RequestState.SUBMITTED:
        raise Conflict("payment_state", _("This request is not waiting for approval."))
    complete = approval_give(
        sheet=payment.sheet, chain=lifecycle.CHAIN, actor=actor, approved=approved, comment=comment
    )
    if not approved:
        moves.move(lifecycle.PAYMENT, RequestAction.REJECT, PaymentRequest, [payment.pk], actor=actor, note=comment)
        notify(
            to_ids=[payment.submitted_by_id],
            kind=PAYMENT_REJECTED,
            about=f"payment:{payment.pk}",
            number=str(payment),
        )
    if complete:
        moves.move(lifecycle.PAYMENT, RequestAction.APPROVE, PaymentRequest, [payment.pk], actor=actor)
        stages.approve(orders=_order_ids(payment), actor=actor, business_date=clock.today())
        _tell(payment, PAYMENT_APPROVED)
    return _locked(payment)


@transaction.atomic
def payment_resubmit(*, payment: PaymentRequest, actor: User) -> None:
    """Hand a rejected request in again, unchanged, for a new round of approvals."""
    moves.move(lifecycle.PAYMENT, RequestAction.RESUBMIT, PaymentRequest, [payment.pk], actor=actor)


@transaction.atomic
def payment_withdraw(*, payment: PaymentRequest, reason: str, actor: User) -> None:
    """Take a request back; only this releases its orders (FLW-P.7)."""
    if not reason.strip():
        raise Invalid("reason", _("Say why the request is withdrawn."))
    payment = _locked(payment)
    moves.move(lifecycle.PAYMENT, RequestAction.WITHDRAW, PaymentRequest, [payment.pk], actor=actor, note=reason)
    stages.withdraw(orders=_order_ids(payment), actor=actor, business_date=clock.today())
    payment.lines.update(live=False)


@transaction.atomic
def payment_form_fill(*, payment: PaymentRequest, payee_account: str, purpose: str, actor: User) -> PaymentForm:
    """The project team's form; it changes neither lines nor amounts (ROL-16)."""
    if not payee_account.strip() or not purpose.strip():
        raise Invalid("payment_form", _("Fill in the payee's account and the purpose."))
    moves.move(lifecycle.PAYMENT, RequestAction.FORM, PaymentRequest, [payment.pk], actor=actor)
    return PaymentForm.objects.create(
        request=payment,
        payee_account=payee_account.strip(),
        purpose=purpose.strip(),
        filled_by=actor,
        filled_at=clock.now(),
    )


@transaction.atomic
def payment_pay(
    *, payment: PaymentRequest, bank_ref: str, amount_fen: int, actor: User, fax_note: str = ""
) -> Remittance:
    """Headquarters has paid: the exact amount, once, under one bank reference; the orders are remitted (INV-41)."""
    payment = _locked(payment)
    if amount_fen != payment.amount_fen:
        text = _("The request is for %(wanted)s; %(given)s is not that.")
        raise Invalid("payment_amount", text, wanted=money.yuan(payment.amount_fen), given=money.yuan(amount_fen))
    if not bank_ref.strip():
        raise Invalid("bank_ref", _("Write the bank's reference of the payment."))
    moves.move(lifecycle.PAYMENT, RequestAction.PAY, PaymentRequest, [payment.pk], actor=actor)
    remittance = _remittance_create(payment, bank_ref.strip(), fax_note, actor)
    stages.remit(orders=_order_ids(payment), bank_ref=bank_ref.strip(), actor=actor, business_date=clock.today())
    _tell_applicant(payment, PAYMENT_PAID)
    return remittance


def awaited_role(payment: PaymentRequest) -> str:
    """The role whose turn it is, or "" when nobody's approval is awaited."""
    if payment.status != RequestState.SUBMITTED:
        return ""
    _round, step = next_approval(sheet=payment.sheet, chain=lifecycle.CHAIN)
    return lifecycle.CHAIN[step] if step < len(lifecycle.CHAIN) else ""


def _remittance_create(payment: PaymentRequest, bank_ref: str, fax_note: str, actor: User) -> Remittance:
    values = {"bank_ref": bank_ref, "amount_fen": payment.amount_fen, "fax_note": fax_note[:120], "paid_by": actor}
    try:
        with transaction.atomic():
            return Remittance.objects.create(request=payment, paid_at=clock.now(), **values)
    except IntegrityError as error:
        raise Conflict("bank_ref_used", _("This bank reference stands for another payment.")) from error


def _locked(payment: PaymentRequest) -> PaymentRequest:
    return PaymentRequest.objects.select_for_update(no_key=True).select_related("sheet").get(pk=payment.pk)


def _order_ids(payment: PaymentRequest) -> list[int]:
    return list(payment.lines.values_list("order_id", flat=True))


def _tell(payment: PaymentRequest, kind: NoticeKind) -> None:
    to_ids = user_ids_with(PROJECT_TEAM) + user_ids_with(HQ_FINANCE)
    amount = money.yuan(payment.amount_fen)
    notify(to_ids=to_ids, kind=kind, about=payment.audit_about, number=str(payment), amount=amount)


def _tell_applicant(payment: PaymentRequest, kind: NoticeKind) -> None:
    notify(to_ids=[payment.submitted_by_id], kind=kind, about=payment.audit_about, number=str(payment))
