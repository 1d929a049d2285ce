"""The reconciliation desk and the payment requests."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock, money
from core.errors import Invalid
from core.pagination import page_of
from core.types import JsonObject
from orders.register.selectors.clients import are_several
from people.access import Request, needs
from people.models import User
from people.roles import TITLES
from reconciliation.payment import lifecycle, selectors
from reconciliation.payment import services as payments
from reconciliation.payment.forms import PayForm, PaymentFormForm, RequestForm
from reconciliation.payment.lifecycle import RequestState
from reconciliation.payment.models import PaymentRequest
from reconciliation.payment.rights import PAYMENT_APPROVE, PAYMENT_FORM, PAYMENT_PAY, PAYMENT_READ, PAYMENT_REQUEST
from reconciliation.statement import selectors as statement_selectors
from reconciliation.statement.forms import StatementForm
from reconciliation.statement.rights import STATEMENT_READ


@needs(STATEMENT_READ)
def desk(request: Request) -> HttpResponse:
    """The week's work: statements with their counts, what is matched and waits, requests."""
    last_week = clock.week_of(clock.today()) - dt.timedelta(days=7)
    context = {
        "page": page_of(statement_selectors.statements(), request),
        "form": StatementForm(initial={"week": last_week}),
        "waiting": selectors.waiting_figures(),
        "requests": selectors.payment_requests()[:8],
        "week": last_week,
    }
    return render(request, "reconciliation/payment/desk.html", context)


@needs(PAYMENT_REQUEST)
@require_POST
def payment_new(request: Request) -> HttpResponse:
    """Request payment of everything matched."""
    form = RequestForm(request.POST)
    if not form.is_valid():
        raise Invalid("week", _("Choose the client, and the Monday of a week that is over."))
    row = payments.payment_request_create(actor=request.user, **form.cleaned_data)
    return redirect("payment-page", pk=row.pk)


@needs(PAYMENT_READ)
def payment_list(request: Request) -> HttpResponse:
    """Requests, those that wait for one's own role first."""
    page = page_of(selectors.payments_for(request.user), request, by_keys=True)
    return render(request, "reconciliation/payment/payment_list.html", {"page": page, "several": are_several()})


@needs(PAYMENT_READ)
def payment_page(request: Request, pk: int) -> HttpResponse:
    """One request: steps, orders, and the action of whoever's turn it is."""
    row = selectors.payment_get(pk)
    steps = [{"label": _(label), "state": state, "note": note} for label, state, note in selectors.payment_steps(row)]
    _mark_now(steps, row)
    context = {
        "row": row,
        "steps": steps,
        "page": page_of(row.lines.select_related("order"), request),
        "my_turn": _my_turn(request.user, row),
        "form": PaymentFormForm(initial={"payee_account": row.client.account}),
        "pay_form": PayForm(),
        "may_withdraw": request.user.may(PAYMENT_REQUEST),
        "chain": _chain_words(),
    }
    return render(request, "reconciliation/payment/payment_page.html", context)


@needs(PAYMENT_APPROVE)
@require_POST
def payment_approve(request: Request, pk: int) -> HttpResponse:
    """Approve, or reject with a reason."""
    approved = request.POST.get("decision") == "approve"
    comment = request.POST.get("comment", "")
    payments.payment_approve(payment=selectors.payment_get(pk), approved=approved, comment=comment, actor=request.user)
    messages.success(request, _("Approved.") if approved else _("Sent back with your reason."))
    return redirect("payment-page", pk=pk)


@needs(PAYMENT_FORM)
@require_POST
def payment_form(request: Request, pk: int) -> HttpResponse:
    """The project team's form."""
    fields = {name: request.POST.get(name, "") for name in ("payee_account", "purpose")}
    payments.payment_form_fill(payment=selectors.payment_get(pk), actor=request.user, **fields)
    return redirect("payment-page", pk=pk)


@needs(PAYMENT_PAY)
@require_POST
def payment_pay(request: Request, pk: int) -> HttpResponse:
    """Headquarters' payment."""
    payments.payment_pay(
        payment=selectors.payment_get(pk),
        bank_ref=request.POST.get("bank_ref", ""),
        amount_fen=_amount(request),
        fax_note=request.POST.get("fax_note", ""),
        actor=request.user,
    )
    messages.success(request, _("The payment is recorded; the orders are remitted."))
    return redirect("payment-page", pk=pk)


@needs(PAYMENT_REQUEST)
@require_POST
def payment_back(request: Request, pk: int) -> HttpResponse:
    """Resubmit or withdraw."""
    row = selectors.payment_get(pk)
    if request.POST.get("decision") == "resubmit":
        payments.payment_resubmit(payment=row, actor=request.user)
    else:
        payments.payment_withdraw(payment=row, reason=request.POST.get("reason", ""), actor=request.user)
    return redirect("payment-page", pk=pk)


def _my_turn(user: User, row: PaymentRequest) -> str:
    """approve, form, pay, or "": what this person can do for this request now."""
    if payments.awaited_role(row) in user.roles:
        return "approve"
    if row.status == RequestState.APPROVED and user.may(PAYMENT_FORM):
        return "form"
    return "pay" if row.status == RequestState.FORMED and user.may(PAYMENT_PAY) else ""


def _mark_now(steps: list[JsonObject], row: PaymentRequest) -> None:
    if row.status in (RequestState.PAID, RequestState.WITHDRAWN, RequestState.REJECTED):
        return
    waiting = next((step for step in steps if not step["state"]), None)
    if waiting:
        waiting["state"] = "now"


def _chain_words() -> str:
    return " → ".join(_(TITLES[role]) for role in lifecycle.CHAIN)


def _amount(request: Request) -> int:
    try:
        return money.fen(request.POST.get("amount", ""))
    except money.BadAmount as error:
        raise Invalid("amount", error.message) from error
