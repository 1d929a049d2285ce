"""The client's file as it came in, row by row."""

from functools import cached_property

from django.db import models

from core.codes import CodeField
from core.models import StoredFile
from orders.intake.lifecycle import RowResult
from orders.intake.orderfile.problems import Problem, problem_of
from orders.register.models import Client, Order
from people.models import User


class ImportBatch(models.Model):
    """ENT-05: one import of one file for one business date, with its counts (INV-04).

    `asked` are those rows of `out_of_area` whose address waits for a person to pick the zone (SLA-24).
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="batches")
    business_date = models.DateField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    conflict = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    out_of_area = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    orders_created = models.PositiveIntegerField(default=0)
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    @cached_property
    def problems(self) -> list[Problem]:
        """Every problem that the report kept, in row order; just imported, the same with the values of its cells."""
        kept = self.report.exclude(problems=[]).values_list("row_no", "problems")
        return [problem_of(row_no, problem) for row_no, problems in kept for problem in problems]


class ImportRow(models.Model):
    """ENT-06: what became of one row. `problems`: [{column, code, message}] without personal values."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="report")
    row_no = models.PositiveIntegerField()
    result = CodeField(of=RowResult, max_length=12)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+")
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["row_no"]
        constraints = [models.UniqueConstraint(fields=["batch", "row_no"], name="importrow_once")]
