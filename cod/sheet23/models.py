"""The platform's sheet of the day's cut-off."""

from django.db import models

from cod.pos.models import Collection
from ledger.models import LedgerSeal
from people.models import Platform
from sheets.models import Sheet


class CodSheet(models.Model):
    """ENT-35, DOC-13: the platform's COD handover sheet of a day (INV-34). `cut_off`: the facts recorded until then."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="cod_sheets")
    business_date = models.DateField()
    cut_off = models.DateTimeField()
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="cod_sheet")
    total_fen = models.BigIntegerField()
    pending_fen = models.BigIntegerField(default=0)
    seal = models.ForeignKey(LedgerSeal, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-business_date", "platform__code"]
        constraints = [models.UniqueConstraint(fields=["platform", "business_date"], name="codsheet_one_a_day")]

    def __str__(self) -> str:
        return self.sheet.number


class CodSheetLine(models.Model):
    """A collection on its one sheet. Frozen."""

    frozen = True

    cod_sheet = models.ForeignKey(CodSheet, models.PROTECT, related_name="lines")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="sheet_line")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
