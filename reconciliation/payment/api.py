"""Payment requests for programs."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import listed
from orders.register.selectors.clients import only_client
from people.access import by_method, needs
from reconciliation.payment import selectors
from reconciliation.payment import services as payments
from reconciliation.payment.models import PaymentRequest
from reconciliation.payment.serializers import ApproveIn, FormIn, PayIn, PaymentIn, PaymentOut, ReasonIn


@needs("payment.request", "payment.read")
@operation("GET", gives=listed(PaymentOut))
def request_list(request: Request) -> dict[str, Any]:
    """The requests, newest first; at most 50."""
    return {"results": selectors.payment_requests()[:50]}


@needs("payment.request", "payment.read")
@operation("POST", takes=PaymentIn, gives=PaymentOut)
def request_create(request: Request, data: dict[str, Any]) -> PaymentRequest:
    """Request payment of all matched orders."""
    selectors.may_request(request.user)
    return payments.payment_request_create(week=data["week"], client=only_client(), actor=request.user)


payment_requests = by_method(request_list, request_create)


@needs("payment.approve")
@operation("POST", takes=ApproveIn, gives=PaymentOut)
def approve(request: Request, data: dict[str, Any], pk: int) -> PaymentRequest:
    """Approve or reject the step that waits for one's role."""
    return payments.payment_approve(request=selectors.payment_get(pk), actor=request.user, **data)


@needs("payment.form")
@operation("POST", takes=FormIn, gives=PaymentOut)
def form(request: Request, data: dict[str, Any], pk: int) -> PaymentRequest:
    """Fill in the payment form."""
    payments.payment_form_fill(request=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)


@needs("payment.pay")
@operation("POST", takes=PayIn, gives=PaymentOut)
def pay(request: Request, data: dict[str, Any], pk: int) -> PaymentRequest:
    """Record the payment with its bank reference."""
    payments.payment_pay(request=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)


@needs("payment.request")
@operation("POST", gives=PaymentOut)
def resubmit(request: Request, pk: int) -> PaymentRequest:
    """Hand a rejected request in again."""
    payments.payment_resubmit(request=selectors.payment_get(pk), actor=request.user)
    return selectors.payment_get(pk)


@needs("payment.request")
@operation("POST", takes=ReasonIn, gives=PaymentOut)
def withdraw(request: Request, data: dict[str, Any], pk: int) -> PaymentRequest:
    """Withdraw a request; its orders are free again."""
    payments.payment_withdraw(request=selectors.payment_get(pk), actor=request.user, **data)
    return selectors.payment_get(pk)
