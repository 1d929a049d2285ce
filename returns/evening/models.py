"""Rows of the returns room: what the evening decided, and the sheets by which papers and goods came home."""

from django.db import models

from dispatch.runs.models import Run
from orders.register.models import Order
from people.models import User
from returns.evening import lifecycle
from returns.evening.lifecycle import EveningState
from returns.evening.matching import MatchOutcome
from sheets.models import Sheet


class DocumentMatch(models.Model):
    """ENT-29: one order of a run in the evening, and what was decided (INV-31)."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="matches")
    order = models.ForeignKey(Order, models.PROTECT, related_name="evening_matches")
    document_present = models.BooleanField()
    goods_present = models.CharField(max_length=5)  # all, part, none
    system_status = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, choices=[(state.value, state.label) for state in MatchOutcome])
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "order"], name="documentmatch_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.order_id}"

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"


class EveningSheets(models.Model):
    """The sheets of one run's evening: papers to the desk, goods to the store (ENT-30, DOC-08)."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="evening")
    papers = models.OneToOneField(Sheet, models.PROTECT, null=True, related_name="evening_papers")
    goods = models.OneToOneField(Sheet, models.PROTECT, null=True, related_name="evening_goods")
    status = models.CharField(max_length=10, choices=lifecycle.EVENING.choices, default=EveningState.MATCHED)
    matched_at = models.DateTimeField()

    class Meta:
        ordering = ["run_id"]

    def __str__(self) -> str:
        return f"{self.run}"
