"""Reads of the reconciliation room."""

import datetime as dt

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from cod.models import BankLine
from core import calendar
from core.errors import Missing, NotAllowed
from core.lifecycle import N_
from orders.models import Order
from people.roles import TITLES
from people.selectors import home_platform
from reconciliation import lifecycle
from reconciliation.matching import Ours, Theirs
from reconciliation.models import PaymentLine, PaymentRequest, Statement, StatementLine

_STAGES = {
    "arrived": "arrived",
    "paid": "open",
    "unpaid": "open",
    "cash_held": "open",
    "exception": "open",
    "reconciled": "settled",
    "requested": "settled",
    "remitted": "settled",
}


def carried_lines(client):
    """Timing differences of earlier statements that nothing has settled yet (CON-13)."""
    rows = StatementLine.objects.filter(statement__client=client, outcome=lifecycle.TIMING, carried_to__isnull=True)
    return [Theirs(order_no=r.order_no, amount_fen=r.client_fen, row_no=r.row_no, line_id=r.pk) for r in rows]


def ours_for(client, week, order_numbers):
    """Our orders: those the lines name, and all whose money arrived by the end of `week` and is not matched yet."""
    arrived = _arrived_by(week + dt.timedelta(days=6))
    wanted = Q(order_no__in=set(order_numbers)) | Q(payment_state="arrived", pk__in=arrived)
    rows = Order.objects.filter(wanted, client=client)
    return [
        Ours(order_id=row.pk, order_no=row.order_no, amount_fen=_amount(row), stage=_stage(row, arrived))
        for row in rows
    ]


def _arrived_by(date):
    """Ids of the orders whose money the bank confirmed by the end of `date` (INV-35)."""
    rows = BankLine.objects.filter(result__in=BankLine.ARRIVED, booked_on__lte=date, order__isnull=False)
    return set(rows.values_list("order_id", flat=True))


def _amount(order):
    return order.amount_due_fen or order.amount_original_fen


def _stage(order, arrived):
    stage = _STAGES.get(order.payment_state, "refused")
    return "open" if stage == "arrived" and order.pk not in arrived else stage


def statements():
    """All statements, newest week first, with their counts."""
    counts = {code: Count("lines", filter=Q(lines__outcome=code)) for code in lifecycle.OUTCOMES}
    return Statement.objects.select_related("client", "file").annotate(**counts)


def statement_figures(statement):
    """[{outcome, label, tone, lines, client_fen, our_fen}] in the table's order."""
    rows = statement.lines.values("outcome").annotate(n=Count("id"), c=Sum("client_fen"), o=Sum("our_fen"))
    found = {row["outcome"]: row for row in rows}
    return [
        {
            "outcome": code, "label": state.label, "tone": state.tone, "lines": found.get(code, {}).get("n", 0),
            "client_fen": found.get(code, {}).get("c") or 0, "our_fen": found.get(code, {}).get("o") or 0,
        }
        for code, state in lifecycle.OUTCOMES.items()
    ]  # fmt: skip


def matched_waiting(client):
    """Matched orders that are in no live payment request yet (INV-39)."""
    taken = PaymentLine.objects.filter(live=True).values("order_id")
    return Order.objects.filter(client=client, payment_state="reconciled").exclude(pk__in=taken).order_by("pk")


def due_on(week):
    """The Thursday by which the week is paid, or the next working day (CON-10, AMB-25)."""
    return calendar.on_or_after(week + dt.timedelta(days=10))


def payment_requests():
    """All payment requests, newest first."""
    return PaymentRequest.objects.select_related("sheet", "client", "submitted_by", "remittance")


def issuing_platform(user):
    """The platform whose number series a payment request takes."""
    return home_platform(user)


def statement_get(pk):
    """A statement, or Missing."""
    row = Statement.objects.filter(pk=pk).select_related("client", "file").first()
    if row is None:
        raise Missing("statement", _("There is no such statement."))
    return row


def payment_get(pk):
    """A payment request, or Missing."""
    row = payment_requests().filter(pk=pk).first()
    if row is None:
        raise Missing("payment", _("There is no such payment request."))
    return row


def may_request(user):
    """Raise NotAllowed for readers who may not request payment."""
    if not user.may("payment.request"):
        raise NotAllowed("role", _("Only the customer-service manager requests payment."))


def payment_steps(request):
    """Where the request stands, for the steps component: [(label msgid, state, note)]."""
    given = {a.step: a for a in request.sheet.approvals.order_by("round", "step").select_related("user")}
    last = max((a.round for a in request.sheet.approvals.all()), default=1)
    steps = [(N_("Submitted"), "done", str(request.submitted_by))]
    for step, role in enumerate(lifecycle.CHAIN):
        approval = given.get(step)
        current = approval if approval and approval.round == last else None
        state = "" if current is None else "done" if current.approved else "failed"
        note = f"{current.user} {current.comment}".strip() if current else ""
        steps.append((TITLES[role], state, note))
    form, paid = getattr(request, "form", None), getattr(request, "remittance", None)
    steps.append((N_("Payment form"), "done" if form else "", str(form.filled_by) if form else ""))
    steps.append((N_("Paid"), "done" if paid else "", paid.bank_ref if paid else ""))
    return steps


def waiting_figures():
    """{orders, amount_fen} of matched orders that no request holds yet."""
    taken = PaymentLine.objects.filter(live=True).values("order_id")
    rows = Order.objects.filter(payment_state="reconciled").exclude(pk__in=taken)
    return rows.aggregate(orders=Count("id"), amount_fen=Sum("amount_due_fen"))
