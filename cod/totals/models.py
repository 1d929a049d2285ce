"""The driver's signed total of the evening, and what the slips said."""

from django.db import models
from django.db.models import Q

from cod.pos.models import Collection
from dispatch.runs.models import Run
from sheets.models import Sheet


class DriverTotal(models.Model):
    """ENT-34, DOC-12: a driver's detail and total of a day; one is active, a signed one stays (INV-33)."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="driver_totals")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="driver_total")
    total_fen = models.BigIntegerField()
    delivered = models.PositiveIntegerField(default=0)
    billable = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["run"], condition=Q(active=True), name="drivertotal_one_active")]


class SlipCheck(models.Model):
    """The doc admin compared a slip with the system (FLW-L.6)."""

    collection = models.OneToOneField(Collection, models.PROTECT, related_name="slip_check")
    present = models.BooleanField()
    checked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
