"""What the bank reported."""

from django.db import models
from django.db.models import Q

from cod.bank.lifecycle import LineResult
from cod.pos.models import Collection, Sale, SuspenseCase
from core.codes import CodeField
from core.models import StoredFile
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from people.models import User


class BankFile(models.Model):
    """ENT-36: an arrival file of the bank (DOC-15)."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    business_date = models.DateField()
    lines_read = models.PositiveIntegerField()
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file.name


class BankLine(models.Model):
    """A settled transaction, once for ever by terminal and reference. Frozen.

    `result`: matched, short, over, unknown (no sale of ours), suspense (a sale that stands in a suspense case).
    """

    frozen = True

    bank_file = models.ForeignKey(BankFile, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    booked_on = models.DateField(db_index=True)
    traded_on = models.DateField()
    terminal_no = models.CharField(max_length=20)
    reference = models.CharField(max_length=40)
    amount_fen = models.BigIntegerField()
    fee_fen = models.BigIntegerField(default=0)
    result = CodeField(of=LineResult, max_length=10)
    sale = models.OneToOneField(Sale, models.PROTECT, null=True, related_name="bank_line")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="bank_lines")
    suspense = models.OneToOneField(SuspenseCase, models.PROTECT, null=True, related_name="bank_line")

    class Meta:
        ordering = ["bank_file_id", "row"]
        constraints = [
            models.UniqueConstraint(fields=["terminal_no", "reference"], name="bankline_once"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0, fee_fen__gte=0), name="bankline_amounts"),
        ]


class MissingArrival(models.Model):
    """A collection that the bank's file should have held and did not; raised once (FLW-O.3)."""

    collection = models.OneToOneField(Collection, models.PROTECT, related_name="missing_arrival")
    bank_file = models.ForeignKey(BankFile, models.PROTECT, related_name="missing")
    exception = models.ForeignKey(ExceptionCase, models.PROTECT, related_name="+")
