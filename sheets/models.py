"""The heart: a numbered sheet, what it showed, who signed it, and the approvals in a chain."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from core.filekinds import file_kinds
from core.models import StoredFile
from core.types import JsonObject
from people.models import Platform, User
from sheets import lifecycle
from sheets.kinds import sheet_kinds
from sheets.lifecycle import SheetState


class Content(TypedDict):
    """What a sheet shows, without personal data.

    A column is its title, or [title, width in mm, align]. A line holds `cells`, the references of its room, and where
    a person stands on it `person` (a reference), `person_cell` (where) and `person_digest` (keyed hash of the text).
    """

    meta: Sequence[Sequence[str]]  # [label, value]
    columns: Sequence[str | Sequence[str | float]]
    lines: Sequence[JsonObject]
    totals: Sequence[Sequence[str]]  # [label, value]
    note: NotRequired[str]


class Sheet(models.Model):
    """A numbered paper of one kind and business date, with its content as shown.

    `shown_hash` is the SHA-256 of kind, number, version and content: exactly what is signed.
    """

    number = models.CharField(max_length=40, unique=True)
    barcode = models.CharField(max_length=20, unique=True)
    kind = CodeField(of=sheet_kinds, max_length=20)
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="sheets")
    business_date = models.DateField()
    about = models.CharField(max_length=80, db_index=True)
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=lifecycle.SHEET.choices, default=SheetState.ISSUED)
    content = models.JSONField()
    shown_hash = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    void_reason = models.CharField(max_length=200, blank=True)
    print_count = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    looked_up_by = ("number",)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["business_date", "kind"], name="sheet_day"),
            models.Index(fields=["kind", "platform", "-id"], name="sheet_of_kind"),
            models.Index(fields=["kind"], name="sheet_to_sign", condition=Q(status=SheetState.ISSUED)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_about(self) -> str:
        return self.about


class SignatureImage(models.Model):
    """A drawn signature or a photographed paper, with the outside signer's name: personal, erasable."""

    name = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)


class Signature(models.Model):
    """One side's signature, frozen: who, how, when, and the hash of what was shown (INV-14, SOD-01)."""

    frozen = True

    SESSION, PIN, DRAWN, PAPER = "session", "pin", "drawn", "paper"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="signatures")
    outside = models.ForeignKey(SignatureImage, models.PROTECT, null=True, related_name="+")
    method = models.CharField(max_length=10)
    witness = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    shown_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "side"], name="signature_one_per_side"),
            models.UniqueConstraint(fields=["sheet", "user"], name="signature_two_people"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, outside__isnull=True) | Q(user__isnull=True, outside__isnull=False),
                name="signature_has_signer",
            ),
            models.CheckConstraint(
                condition=~Q(method="paper") | Q(witness__isnull=False), name="signature_paper_has_witness"
            ),
        ]

    @property
    def signer(self) -> "User | SignatureImage":
        """Who signed: the table's constraint demands one of the two."""
        signer = self.user or self.outside
        assert signer
        return signer

    @property
    def picture(self) -> StoredFile | None:
        """The drawn signature or the photographed paper, as long as it is not erased."""
        return self.outside.file if self.outside else None


class Approval(models.Model):
    """One step of a chain of approvals on a sheet, frozen. `round` grows when it comes back (SOD-02, INV-40)."""

    frozen = True

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="approvals")
    round = models.PositiveSmallIntegerField(default=1)
    step = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=30)
    user = models.ForeignKey(User, models.PROTECT, related_name="approvals")
    approved = models.BooleanField()
    comment = models.CharField(max_length=300, blank=True)
    shown_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "round", "step"], name="approval_step_once"),
            models.UniqueConstraint(fields=["sheet", "round", "user"], name="approval_person_once"),
        ]


class Attachment(models.Model):
    """A photo or document kept with something; open only to those who may see what it is about."""

    about = models.CharField(max_length=80, db_index=True)
    kind = CodeField(of=file_kinds, max_length=40)
    of = models.CharField(max_length=40, blank=True, db_index=True)  # what it shows, such as "item:5"
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
