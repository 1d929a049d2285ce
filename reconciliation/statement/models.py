"""The client's weekly statement."""

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from orders.register.models import Client, Order
from people.models import User
from reconciliation.statement.lifecycle import LineOutcome


class Statement(models.Model):
    """ENT-35: one week's statement as the client sent it. `week`: the Monday it covers."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="statements")
    week = models.DateField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-week"]
        constraints = [models.UniqueConstraint(fields=["client", "week"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}"


class StatementLine(models.Model):
    """One verdict: a line of the statement, a carried line that is ripe, or an order that only we have."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    row_no = models.PositiveIntegerField(default=0)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="statement_lines")
    order_no = models.CharField(max_length=40)
    delivered_on = models.DateField(null=True)
    client_fen = models.BigIntegerField(null=True)
    our_fen = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=12)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(outcome=LineOutcome.MATCHED), name="statement_order_matched_once"
            )
        ]

    @property
    def state(self) -> LineOutcome:
        return LineOutcome(self.outcome)

    @property
    def gap_fen(self) -> int:
        return (self.client_fen or 0) - (self.our_fen or 0)
