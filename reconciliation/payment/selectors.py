"""Reads of payment requests."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.utils.translation import gettext_lazy as _

from core import calendar
from core.errors import Missing, NotAllowed
from core.lifecycle import N_
from orders.register.lifecycle import PaymentState
from orders.register.models import Client, Order
from orders.register.selectors.clients import clients
from people.models import Platform, User
from people.roles import TITLES
from people.selectors import home_platform
from reconciliation.payment import lifecycle
from reconciliation.payment.lifecycle import RequestState
from reconciliation.payment.models import PaymentForm, PaymentLine, PaymentRequest, Remittance
from reconciliation.payment.rights import PAYMENT_FORM, PAYMENT_PAY, PAYMENT_REQUEST
from sheets.models import Approval


@dataclass(frozen=True)
class Backlog:
    """A client's matched orders that no request holds yet."""

    client: Client
    orders: int
    amount_fen: int


def matched_waiting(client: Client) -> QuerySet[Order]:
    """Matched orders that are in no live payment request yet (INV-39)."""
    return _waiting().filter(client=client).order_by("pk")


def due_on(week: dt.date) -> dt.date:
    """The Thursday by which the week is paid, or the next working day (CON-10, AMB-25)."""
    return calendar.on_or_after(week + dt.timedelta(days=10))


def payment_requests() -> QuerySet[PaymentRequest]:
    """All payment requests, newest first."""
    rows = PaymentRequest.objects.select_related("sheet", "client", "submitted_by", "remittance")
    return rows.defer("sheet__content").prefetch_related("sheet__approvals")


def payments_for(user: User) -> QuerySet[PaymentRequest]:
    """All payment requests, those that wait for this person first (`mine`)."""
    turn = Case(When(_turn_of(user), then=True), default=False, output_field=BooleanField())
    return _with_step(payment_requests()).annotate(mine=turn).order_by("-mine", "-id")


def _with_step(rows: QuerySet[PaymentRequest]) -> QuerySet[PaymentRequest]:
    """With `step`: how many have approved in the running round; a rejection begins the next one."""
    newest = Approval.objects.filter(sheet=OuterRef("sheet")).order_by("-id")
    approved = Subquery(newest.filter(approved=True).values("step")[:1])
    was_good = Subquery(newest.values("approved")[:1])
    return rows.annotate(was_good=was_good).annotate(step=Case(When(was_good=True, then=approved + 1), default=0))


def _turn_of(user: User) -> Q:
    """What waits for this person: an approval of one of his roles, the form, the payment."""
    steps = [step for step, role in enumerate(lifecycle.CHAIN) if role in user.roles]
    turn = Q(status=RequestState.SUBMITTED, step__in=steps)
    for state, right in ((RequestState.APPROVED, PAYMENT_FORM), (RequestState.FORMED, PAYMENT_PAY)):
        # "Never" by a comparison: a condition that Django knows to be false would leave a constant to order by.
        turn |= Q(status=state) if user.may(right) else Q(pk__lt=0)
    return turn


def issuing_platform(user: User) -> Platform:
    """The platform whose number series a payment request takes."""
    return home_platform(user)


def payment_get(pk: int) -> PaymentRequest:
    """A payment request, or Missing."""
    row = payment_requests().filter(pk=pk).first()
    if row is None:
        raise Missing("payment", _("There is no such payment request."))
    return row


def may_request(user: User) -> None:
    """Raise NotAllowed for readers who may not request payment."""
    if not user.may(PAYMENT_REQUEST):
        raise NotAllowed("role", _("Only the customer-service manager requests payment."))


def payment_steps(payment: PaymentRequest) -> list[tuple[str, str, str]]:
    """Where the request stands, for the steps component: [(label msgid, state, note)]."""
    approvals = list(payment.sheet.approvals.order_by("round", "step").select_related("user"))
    given, last = {a.step: a for a in approvals}, max((a.round for a in approvals), default=1)
    steps = [(N_("Submitted"), "done", str(payment.submitted_by))]
    for step, role in enumerate(lifecycle.CHAIN):
        approval = given.get(step)
        current = approval if approval and approval.round == last else None
        state = "" if current is None else "done" if current.approved else "failed"
        note = f"{current.user} {current.comment}".strip() if current else ""
        steps.append((TITLES[role], state, note))
    form: PaymentForm | None = getattr(payment, "form", None)
    paid: Remittance | None = getattr(payment, "remittance", None)
    steps.append((N_("Payment form"), "done" if form else "", str(form.filled_by) if form else ""))
    steps.append((N_("Paid"), "done" if paid else "", paid.bank_ref if paid else ""))
    return steps


def waiting_figures() -> list[Backlog]:
    """Matched orders that no request holds yet, a row for every client."""
    rows = _waiting().order_by().values_list("client").annotate(Count("id"), Sum("collected_fen"))
    found = {client: (orders, amount_fen) for client, orders, amount_fen in rows}
    return [Backlog(client, *found.get(client.pk, (0, 0))) for client in clients()]


def _waiting() -> QuerySet[Order]:
    taken = PaymentLine.objects.filter(live=True).values("order_id")
    return Order.objects.filter(payment_state=PaymentState.RECONCILED).exclude(pk__in=taken)
