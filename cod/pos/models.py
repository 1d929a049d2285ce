"""Terminals and who has them, and what they reported."""

from django.db import models
from django.db.models import Q

from cod.pos import lifecycle
from cod.pos.cases import suspense_causes
from cod.pos.lifecycle import IssueState, SuspenseState, TerminalState
from cod.pos.payways import terminal_ways
from core.codes import CodeField
from dispatch.fleet.models import Driver
from dispatch.runs.models import Run
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from orders.register.payways import pay_ways
from people.models import Platform
from sheets.models import Sheet


class Terminal(models.Model):
    """ENT-30: a POS terminal. `secret` signs its requests to the gateway."""

    serial = models.CharField(max_length=20, unique=True)
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="terminals")
    secret = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=lifecycle.TERMINAL.choices, default=TerminalState.ACTIVE)

    class Meta:
        ordering = ["serial"]

    def __str__(self) -> str:
        return self.serial


class TerminalNonce(models.Model):
    """A request's nonce, used once."""

    terminal = models.ForeignKey(Terminal, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terminal", "nonce"], name="nonce_once")]


class PosAgreement(models.Model):
    """ENT-31: the driver's signed agreement on using a terminal (FLW-R.1)."""

    driver = models.OneToOneField(Driver, models.PROTECT, related_name="pos_agreement")
    signed_on = models.DateField()
    valid_until = models.DateField(null=True)


class PosTraining(models.Model):
    """The driver was trained in using and keeping a terminal (FLW-R.2)."""

    driver = models.OneToOneField(Driver, models.PROTECT, related_name="pos_training")
    trained_on = models.DateField()


class PosIssue(models.Model):
    """A terminal in a driver's hands for a day, by two signed sheets (FLW-R.3, FLW-R.5, INV-46, DOC-21)."""

    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="issues")
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="pos_issues")
    business_date = models.DateField(db_index=True)
    status = models.CharField(max_length=10, choices=lifecycle.POS_ISSUE.choices, default=IssueState.PREPARED)
    issue_sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="pos_issue")
    return_sheet = models.OneToOneField(Sheet, models.PROTECT, null=True, related_name="pos_return")
    condition = models.CharField(max_length=100, blank=True)
    issued_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-business_date", "terminal__serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["terminal"], condition=Q(status__in=lifecycle.HELD), name="posissue_one_per_terminal"
            ),
            models.UniqueConstraint(
                fields=["driver"], condition=Q(status__in=lifecycle.HELD), name="posissue_one_per_driver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.terminal.serial} {self.driver.code}"


class Binding(models.Model):
    """ENT-32: an order with its amount, bound to the terminal of the driver who took its goods (FLW-L.1). Frozen."""

    frozen = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="bindings")
    run = models.ForeignKey(Run, models.PROTECT, related_name="bindings")
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="bindings")
    terminal = models.ForeignKey(Terminal, models.PROTECT, null=True, related_name="bindings")
    amount_fen = models.BigIntegerField()
    bound_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["order", "run"], name="binding_once")]


class Hold(models.Model):
    """A pre-authorisation on the driver's own card (AMB-06). Frozen; what is left of it stands in the ledger."""

    frozen = True

    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="holds")
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="holds")
    amount_fen = models.BigIntegerField()
    card_tail = models.CharField(max_length=4)
    auth_code = models.CharField(max_length=20)
    reference = models.CharField(max_length=40, unique=True)
    fingerprint = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gt=0), name="hold_positive")]


class Sale(models.Model):
    """A terminal's notice that a card was charged: a fact, kept as it came, never refused. Frozen."""

    frozen = True

    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="sales")
    issue = models.ForeignKey(PosIssue, models.PROTECT, null=True, related_name="sales")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="sales")
    order_no = models.CharField(max_length=40)
    shipment_no = models.CharField(max_length=20, blank=True)
    amount_fen = models.BigIntegerField()
    version = models.PositiveIntegerField(default=0)
    way = CodeField(of=terminal_ways, max_length=12)
    card_tail = models.CharField(max_length=4)
    reference = models.CharField(max_length=40, unique=True)
    fingerprint = models.CharField(max_length=64)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gt=0), name="sale_positive")]

    def __str__(self) -> str:
        return self.reference


class Collection(models.Model):
    """ENT-33: an order's money was collected in full: the automatic write-off (FLW-M.1). Frozen, once per order."""

    frozen = True

    order = models.OneToOneField(Order, models.PROTECT, related_name="collection")
    sale = models.OneToOneField(Sale, models.PROTECT, related_name="collection")
    run = models.ForeignKey(Run, models.PROTECT, related_name="collections")
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="collections")
    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="collections")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="collections")
    way = CodeField(of=pay_ways, max_length=12)
    amount_fen = models.BigIntegerField()
    reference = models.CharField(max_length=40)
    collected_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.reference


class SuspenseCase(models.Model):
    """Money that nobody can explain yet; its account is SUSP case:<id>."""

    number = models.CharField(max_length=30, unique=True)
    reason = CodeField(of=suspense_causes, max_length=30)
    status = models.CharField(max_length=10, choices=lifecycle.SUSPENSE.choices, default=SuspenseState.OPEN)
    amount_fen = models.BigIntegerField()
    sale = models.OneToOneField(Sale, models.PROTECT, null=True, related_name="suspense")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="suspense_cases")
    exception = models.ForeignKey(ExceptionCase, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}" if self.order_id else f"suspense:{self.pk}"
