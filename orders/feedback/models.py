"""Results told to the client: sent files are never altered (INV-36, INV-37)."""

from django.db import models

from core.codes import CodeField
from core.models import StoredFile
from orders.feedback.lifecycle import FeedbackKind
from orders.register.lifecycle import DeliveryResult
from orders.register.models import Client, Order, Outcome
from people.models import User


class FeedbackExport(models.Model):
    """ENT-17: one file of one business date. `cut_off`: the facts recorded until then."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="exports")
    business_date = models.DateField()
    kind = CodeField(of=FeedbackKind, max_length=10)
    cut_off = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    lines_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    uploaded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["client", "business_date", "kind"], name="feedback_once")]
        indexes = [models.Index(fields=["-business_date", "-id"], name="feedback_day")]


class FeedbackLine(models.Model):
    """One order's result in one file; a correction points at the line it corrects."""

    export = models.ForeignKey(FeedbackExport, models.PROTECT, related_name="lines")
    order = models.ForeignKey(Order, models.PROTECT, related_name="feedback")
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True)
    result = CodeField(of=DeliveryResult, max_length=20)
    corrects = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["export", "order"], name="feedback_order_once")]
