"""A file that is looked at before it is imported, and the client's own titles."""

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from core.models import StoredFile
from orders.intake.lifecycle import DraftState, RowResult
from orders.intake.models.batches import ImportBatch
from orders.register.models import Client
from people.models import Platform, User


class HeaderMapping(models.Model):
    """A version of a client's own titles: {title: field, or "-" for a column that is not read}. The newest rules."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="mappings")
    version = models.PositiveIntegerField()
    columns = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["client_id", "-version"]
        constraints = [models.UniqueConstraint(fields=["client", "version"], name="mapping_version_once")]


class ImportDraft(models.Model):
    """A file between upload and import. A claim says who works on it (`core.claims`), `attempts` is the fence.

    `counts`: {rows, created, changed, ...} of the last check; `mends`: {row: {field: text}}; `choices`: {order key:
    take or leave} for changed orders; `titles`: [[title, field]]. When it ends, all of them but `counts` are erased.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="drafts")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    business_date = models.DateField()
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    state = CodeField(of=DraftState, max_length=10, default=DraftState.UPLOADED)
    inline = models.BooleanField(default=True)
    counts = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    mends = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    titles = models.JSONField(default=list)
    message = models.CharField(max_length=500, blank=True)
    batch = models.OneToOneField(ImportBatch, models.PROTECT, null=True, related_name="draft")
    attempts = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)  # since when nobody is reminded of a file that failed

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], name="draft_open", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return self.name

    @property
    def reading_mends(self) -> dict[int, dict[str, str]]:
        return {int(row): cells for row, cells in self.mends.items()}


class DraftRow(models.Model):
    """A row of a draft that a person must look at, with its values: personal, and gone when the draft ends.

    `key`: order and shipment number; `problems`: Problem.answer() with `field`; `held`: {field: what the order has}.
    """

    draft = models.ForeignKey(ImportDraft, models.CASCADE, related_name="rows")
    row_no = models.PositiveIntegerField()
    key = models.CharField(max_length=80, blank=True)
    result = CodeField(of=RowResult, max_length=12)
    problems = models.JSONField(default=list)
    held = models.JSONField(default=dict)

    class Meta:
        ordering = ["row_no"]
        constraints = [models.UniqueConstraint(fields=["draft", "row_no"], name="draftrow_once")]
        indexes = [models.Index(fields=["draft", "result"], name="draftrow_result")]
