"""Reads of statements and of our own side of them."""

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from cod.bank.lifecycle import ARRIVED
from cod.bank.models import BankLine
from core.counting import count_of
from core.errors import Missing
from orders.register.lifecycle import MATCHED, NOTHING_DUE, PaymentState
from orders.register.models import Client, Order
from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.matching import Ours, Stage, Theirs
from reconciliation.statement.models import Statement, StatementLine


class OutcomeTotal(TypedDict):
    """What came out in one way: how many lines, and what they come to on either side."""

    outcome: str
    label: str
    tone: str
    lines: int
    client_fen: int
    our_fen: int


def carried_lines(client: Client) -> list[Theirs]:
    """Timing differences of earlier statements that nothing has settled yet (CON-13)."""
    rows = StatementLine.objects.filter(statement__client=client, outcome=LineOutcome.TIMING, carried_to__isnull=True)
    return [Theirs(order_no=r.order_no, amount_fen=r.client_fen or 0, row_no=r.row_no, line_id=r.pk) for r in rows]


def ours_for(client: Client, week: dt.date, order_numbers: Iterable[str]) -> list[Ours]:
    """Our orders: those the lines name, and all whose money arrived by the end of `week` and is not matched yet."""
    arrived = _arrived_by(week + dt.timedelta(days=6))
    wanted = Q(order_no__in=set(order_numbers)) | Q(payment_state=PaymentState.ARRIVED, pk__in=arrived)
    rows = Order.objects.filter(wanted, client=client)
    return [
        Ours(order_id=row.pk, order_no=row.order_no, amount_fen=_amount(row), stage=_stage(row, arrived))
        for row in rows
    ]


def _arrived_by(date: dt.date) -> set[int]:
    """Ids of the orders whose money the bank confirmed by the end of `date` (INV-35)."""
    rows = BankLine.objects.filter(result__in=ARRIVED, booked_on__lte=date, order__isnull=False)
    return set(rows.values_list("order_id", flat=True))


def _amount(order: Order) -> int:
    """What was collected; else what is or was asked for."""
    return order.collected_fen or order.amount_due_fen or order.amount_original_fen


def _stage(order: Order, arrived: set[int]) -> Stage:
    if order.payment_state in MATCHED:
        return Stage.SETTLED
    if order.payment_state in NOTHING_DUE:
        return Stage.REFUSED
    return Stage.ARRIVED if order.payment_state == PaymentState.ARRIVED and order.pk in arrived else Stage.OPEN


def statements() -> QuerySet[Statement]:
    """All statements, newest week first, with their counts."""
    counts = {code: count_of(StatementLine.objects.filter(outcome=code), "statement") for code in LineOutcome}
    return Statement.objects.select_related("client", "file").annotate(**counts)


def statement_figures(statement: Statement) -> list[OutcomeTotal]:
    """In the table's order; an outcome without lines is there too."""
    rows = statement.lines.values_list("outcome").annotate(Count("id"), Sum("client_fen"), Sum("our_fen"))
    found = {outcome: (count, client or 0, ours or 0) for outcome, count, client, ours in rows}
    return [_figure(state, *found.get(state, (0, 0, 0))) for state in LineOutcome]


def _figure(state: LineOutcome, lines: int, client_fen: int, our_fen: int) -> OutcomeTotal:
    return {
        "outcome": state.value,
        "label": state.label,
        "tone": state.tone,
        "lines": lines,
        "client_fen": client_fen,
        "our_fen": our_fen,
    }


def statement_get(pk: int) -> Statement:
    """A statement, or Missing."""
    row = Statement.objects.filter(pk=pk).select_related("client", "file").first()
    if row is None:
        raise Missing("statement", _("There is no such statement."))
    return row
