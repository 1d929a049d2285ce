"""Signed totals: the driver's of the evening, the platform's of 23:00."""

from django.db import models
from django.db.models import Q

from cod.models.ledger import LedgerSeal
from cod.models.pos import Collection
from dispatch.models import Run
from people.models import Platform
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


class CodSheet(models.Model):
    """ENT-35, DOC-13: the platform's COD handover sheet of a day (INV-34)."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="cod_sheets")
    business_date = models.DateField()
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="cod_sheet")
    total_fen = models.BigIntegerField()
    pending_fen = models.BigIntegerField(default=0)
    seal = models.ForeignKey(LedgerSeal, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-business_date", "platform__code"]
        constraints = [models.UniqueConstraint(fields=["platform", "business_date"], name="codsheet_one_a_day")]

    def __str__(self):
        return self.sheet.number


class CodSheetLine(models.Model):
    """A collection on its one sheet. Frozen."""

    frozen = True

    cod_sheet = models.ForeignKey(CodSheet, models.PROTECT, related_name="lines")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="sheet_line")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]


class SlipCheck(models.Model):
    """The doc admin compared a slip with the system (FLW-L.6)."""

    collection = models.OneToOneField(Collection, models.PROTECT, related_name="slip_check")
    present = models.BooleanField()
    checked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
