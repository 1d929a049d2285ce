"""The payment request and the remittance."""

from django.db import models
from django.db.models import Q

from orders.register.models import Client, Order
from people.models import User
from reconciliation.payment import lifecycle
from reconciliation.payment.lifecycle import RequestState
from sheets.models import Sheet


class PaymentRequest(models.Model):
    """ENT-37: a request to pay matched, arrived orders, with its chain of approvals on the sheet (INV-39, INV-40)."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="payment_request")
    client = models.ForeignKey(Client, models.PROTECT, related_name="payment_requests")
    week = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=lifecycle.PAYMENT.choices, default=RequestState.SUBMITTED)
    amount_fen = models.BigIntegerField()
    orders = models.PositiveIntegerField()
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.sheet.number

    @property
    def audit_about(self) -> str:
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
