"""The reconciliation room for programs: the same services as its pages."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from orders.selectors.clients import only_client
from people.access import needs
from reconciliation import selectors
from reconciliation.serializers import ApproveIn, FormIn, PayIn, PaymentIn, ReasonIn, StatementIn
from reconciliation.services import payments
from reconciliation.services.statement import statement_match


@needs("statement.import")
@api_view(["POST"])
def statements(request):
    """POST a statement workbook of a week: matched at once; the same file again gives the same answer."""
    data = _valid(StatementIn, request)
    upload = data["file"]
    statement = statement_match(
        content=upload.read(), filename=upload.name, week=data["week"], client=only_client(), actor=request.user
    )
    return Response(statement_json(statement))


@needs("statement.read")
@api_view(["GET"])
def statement(request, pk):
    """One statement with its counts."""
    return Response(statement_json(selectors.statement_get(pk)))


@needs("payment.request", "payment.read")
@api_view(["GET", "POST"])
def payment_requests(request):
    """GET lists the requests; POST requests payment of all matched orders."""
    if request.method == "GET":
        return Response({"results": [payment_json(row) for row in selectors.payment_requests()[:50]]})
    week = _valid(PaymentIn, request)["week"]
    selectors.may_request(request.user)
    return Response(payment_json(payments.payment_request_create(week=week, client=only_client(), actor=request.user)))


@needs("payment.approve")
@api_view(["POST"])
def approve(request, pk):
    """Approve or reject the step that waits for one's role."""
    data = _valid(ApproveIn, request)
    return Response(
        payment_json(payments.payment_approve(request=selectors.payment_get(pk), actor=request.user, **data))
    )


@needs("payment.form")
@api_view(["POST"])
def form(request, pk):
    """Fill in the payment form."""
    payments.payment_form_fill(request=selectors.payment_get(pk), actor=request.user, **_valid(FormIn, request))
    return Response(payment_json(selectors.payment_get(pk)))


@needs("payment.pay")
@api_view(["POST"])
def pay(request, pk):
    """Record the payment with its bank reference."""
    payments.payment_pay(request=selectors.payment_get(pk), actor=request.user, **_valid(PayIn, request))
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
    payments.payment_withdraw(request=selectors.payment_get(pk), actor=request.user, **_valid(ReasonIn, request))
    return Response(payment_json(selectors.payment_get(pk)))


def statement_json(statement):
    """{id, week, lines, matched, ..., matched_fen}: lines by outcome; `lines` counts the file's rows."""
    figures = selectors.statement_figures(statement)
    counts = {row["outcome"]: row["lines"] for row in figures}
    matched = next(row["our_fen"] for row in figures if row["outcome"] == "matched")
    return {
        "id": statement.pk, "week": statement.week, "lines": statement.rows, "amount_fen": statement.amount_fen,
        **counts, "matched_fen": matched,
    }  # fmt: skip


def payment_json(row):
    """{id, number, week, status, amount_fen, orders, waiting_for, due_on}."""
    return {
        "id": row.pk, "number": str(row), "week": row.week, "status": row.status, "amount_fen": row.amount_fen,
        "orders": row.orders, "waiting_for": payments.waiting_for(row), "due_on": row.due_on,
    }  # fmt: skip


def _valid(serializer, request):
    data = serializer(data=request.data)
    data.is_valid(raise_exception=True)
    return data.validated_data
