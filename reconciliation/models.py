"""The client's weekly statement, the payment request and the remittance."""

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from orders.models import Client, Order
from people.models import User
from reconciliation import lifecycle
from sheets.models import Sheet


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

    def __str__(self):
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
                fields=["order"], condition=Q(outcome=lifecycle.MATCHED), name="statement_order_matched_once"
            )
        ]

    @property
    def state(self):
        return lifecycle.OUTCOMES[self.outcome]

    @property
    def gap_fen(self):
        return (self.client_fen or 0) - (self.our_fen or 0)


class PaymentRequest(models.Model):
    """ENT-37: a request to pay matched, arrived orders, with its chain of approvals on the sheet (INV-39, INV-40)."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="payment_request")
    client = models.ForeignKey(Client, models.PROTECT, related_name="payment_requests")
    week = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=lifecycle.PAYMENT.choices, default=lifecycle.SUBMITTED)
    amount_fen = models.BigIntegerField()
    orders = models.PositiveIntegerField()
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.sheet.number

    @property
    def audit_about(self):
        return f"payment:{self.pk}"


class PaymentLine(models.Model):
    """One order of a request; an order is in one live request at most (INV-41)."""

    request = models.ForeignKey(PaymentRequest, models.PROTECT, related_name="lines")
    order = models.ForeignKey(Order, models.PROTECT, related_name="payment_lines")
    amount_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["order"], condition=Q(live=True), name="payment_order_once")]


class PaymentForm(models.Model):
    """The online-shopping project team's form (FLW-P.5)."""

    request = models.OneToOneField(PaymentRequest, models.PROTECT, related_name="form")
    payee_account = models.CharField(max_length=60)
    purpose = models.CharField(max_length=120)
    filled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()


class Remittance(models.Model):
    """Headquarters' payment with its bank reference and the fax to the client. Frozen (INV-41)."""

    frozen = True

    request = models.OneToOneField(PaymentRequest, models.PROTECT, related_name="remittance")
    bank_ref = models.CharField(max_length=40, unique=True)
    amount_fen = models.BigIntegerField()
    fax_note = models.CharField(max_length=120, blank=True)
    paid_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    paid_at = models.DateTimeField()
