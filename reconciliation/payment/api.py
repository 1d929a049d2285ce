"""Payment requests for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import parsed
from orders.register.selectors.clients import only_client
from people.access import needs
from reconciliation.payment import selectors
from reconciliation.payment import services as payments
from reconciliation.payment.serializers import ApproveIn, FormIn, PayIn, PaymentIn, ReasonIn


@needs("payment.request", "payment.read")
@api_view(["GET", "POST"])
def payment_requests(request):
    """GET lists the requests; POST requests payment of all matched orders."""
    if request.method == "GET":
        return Response({"results": [payment_json(row) for row in selectors.payment_requests()[:50]]})
    week = parsed(PaymentIn, request.data)["week"]
    selectors.may_request(request.user)
    return Response(payment_json(payments.payment_request_create(week=week, client=only_client(), actor=request.user)))


@needs("payment.approve")
@api_view(["POST"])
def approve(request, pk):
    """Approve or reject the step that waits for one's role."""
    data = parsed(ApproveIn, request.data)
    return Response(
        payment_json(payments.payment_approve(request=selectors.payment_get(pk), actor=request.user, **data))
    )


@needs("payment.form")
@api_view(["POST"])
def form(request, pk):
    """Fill in the payment form."""
    payments.payment_form_fill(request=selectors.payment_get(pk), actor=request.user, **parsed(FormIn, request.data))
    return Response(payment_json(selectors.payment_get(pk)))


@needs("payment.pay")
@api_view(["POST"])
def pay(request, pk):
    """Record the payment with its bank reference."""
    payments.payment_pay(request=selectors.payment_get(pk), actor=request.user, **parsed(PayIn, request.data))
    return Response(payment_json(selectors.payment_get(pk)))


@needs("payment.request")
@api_view(["POST"])
def resubmit(request, pk):
    """Hand a rejected request in again."""
    payments.payment_resubmit(request=selectors.payment_get(pk), actor=request.user)
    return Response(payment_json(selectors.payment_get(pk)))


@needs("payment.request")
@api_view(["POST"])
def withdraw(request, pk):
    """Withdraw a request; its orders are free again."""
    payments.payment_withdraw(request=selectors.payment_get(pk), actor=request.user, **parsed(ReasonIn, request.data))
    return Response(payment_json(selectors.payment_get(pk)))


def payment_json(row):
    """{id, number, week, status, amount_fen, orders, waiting_for, due_on}."""
    return {
        "id": row.pk,
        "number": str(row),
        "week": row.week,
        "status": row.status,
        "amount_fen": row.amount_fen,
        "orders": row.orders,
        "waiting_for": payments.waiting_for(row),
        "due_on": row.due_on,
    }
