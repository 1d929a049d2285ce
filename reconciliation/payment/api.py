"""Payment requests for programs."""

from django.db.models import QuerySet

from core.contract import operation
from core.types import JsonObject
from people.access import ApiRequest, by_method, needs
from reconciliation.payment import selectors
from reconciliation.payment import services as payments
from reconciliation.payment.models import PaymentRequest
from reconciliation.payment.rights import PAYMENT_APPROVE, PAYMENT_FORM, PAYMENT_PAY, PAYMENT_READ, PAYMENT_REQUEST
from reconciliation.payment.serializers import ApproveIn, FormIn, PayIn, PaymentIn, PaymentOut, ReasonIn


@needs(PAYMENT_REQUEST, PAYMENT_READ)
@operation("GET", gives=PaymentOut, paged=True)
def request_list(request: ApiRequest) -> QuerySet[PaymentRequest]:
    """The requests, newest first."""
    return selectors.payment_requests()


@needs(PAYMENT_REQUEST, PAYMENT_READ)
@operation("POST", takes=PaymentIn, gives=PaymentOut)
def request_create(request: ApiRequest, data: JsonObject) -> PaymentRequest:
    """Request payment of all matched orders."""
    selectors.may_request(request.user)
    return payments.payment_request_create(actor=request.user, **data)


payment_requests = by_method(request_list, request_create)


@needs(PAYMENT_APPROVE)
@operation("POST", takes=ApproveIn, gives=PaymentOut)
def approve(request: ApiRequest, data: JsonObject, pk: int) -> PaymentRequest:
    """Approve or reject the step that waits for one's role."""
    return payments.payment_approve(payment=selectors.payment_get(pk), actor=request.user, **data)


@needs(PAYMENT_FORM)
@operation("POST", takes=FormIn, gives=PaymentOut)
def form(request: ApiRequest, data: JsonObject, pk: int) -> PaymentRequest:
    """Fill in the payment form."""
    payments.payment_form_fill(payment=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)


@needs(PAYMENT_PAY)
@operation("POST", takes=PayIn, gives=PaymentOut)
def pay(request: ApiRequest, data: JsonObject, pk: int) -> PaymentRequest:
    """Record the payment with its bank reference."""
    payments.payment_pay(payment=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)


@needs(PAYMENT_REQUEST)
@operation("POST", gives=PaymentOut)
def resubmit(request: ApiRequest, pk: int) -> PaymentRequest:
    """Hand a rejected request in again."""
    payments.payment_resubmit(payment=selectors.payment_get(pk), actor=request.user)
    return selectors.payment_get(pk)


@needs(PAYMENT_REQUEST)
@operation("POST", takes=ReasonIn, gives=PaymentOut)
def withdraw(request: ApiRequest, data: JsonObject, pk: int) -> PaymentRequest:
    """Withdraw a request; its orders are free again."""
    payments.payment_withdraw(payment=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)
