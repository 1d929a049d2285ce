"""The register of exceptions and the client's instructions (INV-10, INV-11)."""

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from orders.exceptions import lifecycle
from orders.exceptions.cases import case_kinds, causes, decisions
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models.standard import DamageStandard
from orders.register.models import Client, GoodsItem, Order, Reason, ServiceZone
from people.models import User


class ExceptionCase(models.Model):
    """ENT-15: something that the client decides. `due_at` is the first-response limit (BG-11)."""

    number = models.CharField(max_length=30, unique=True)
    kind = CodeField(of=case_kinds, max_length=30)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="exceptions")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="exceptions")
    item = models.ForeignKey(GoodsItem, models.PROTECT, null=True, related_name="exceptions")
    cause = CodeField(of=causes, max_length=30, blank=True)
    reason = models.ForeignKey(Reason, models.PROTECT, null=True, related_name="+")
    description = models.CharField(max_length=300, blank=True)
    standard = models.ForeignKey(DamageStandard, models.PROTECT, null=True, related_name="cases")
    status = models.CharField(max_length=12, choices=lifecycle.EXCEPTION.choices, default=CaseState.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    assignee = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    snoozed_until = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    executed = CodeField(of=decisions, max_length=30, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="case_by_clock"),
            models.Index(fields=["status"], name="case_open", condition=~Q(status=CaseState.CLOSED)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}" if self.order_id else f"exception:{self.pk}"

    @property
    def text(self) -> str:
        """Why it was opened, in the reader's language, and what was noted of it."""
        why = self.cause or self.reason
        return " · ".join(filter(None, (why.words if why else "", self.description)))


class Instruction(models.Model):
    """ENT-16: what the client's customer service said, under its own staff number. Frozen."""

    frozen = True

    exception = models.ForeignKey(ExceptionCase, models.PROTECT, related_name="instructions")
    client_staff_no = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, default="phone")
    decision = CodeField(of=decisions, max_length=30)
    zone = models.ForeignKey(ServiceZone, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(client_staff_no=""), name="instruction_has_staff_no")]
