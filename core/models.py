"""Mechanisms that need a row: clock, calendar, audit, timed jobs, outbox, idempotency, files, numbers."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.codes import CodeField
from core.deadlines import DAY_BEGINS, deadlines
from core.errors import Invalid
from core.filekinds import file_kinds
from core.notices import notice_kinds


class SimulatedClock(models.Model):
    """The clock of a simulation: one row, read by `core.clock` and nobody else."""

    reads = models.DateTimeField()
    set_at = models.DateTimeField()
    running = models.BooleanField(default=False)


class WorkDay(models.Model):
    """ENT-03: one day of the editable working-day calendar."""

    date = models.DateField(unique=True)
    is_working = models.BooleanField()
    note = models.CharField(max_length=60, blank=True)
    official = models.BooleanField(default=True)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"


class AuditRow(models.Model):
    """INV-49: who changed what, from what to what. Frozen by the database; holds references, never names."""

    frozen = True

    actor_id = models.BigIntegerField(null=True)
    actor_no = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    note = models.CharField(max_length=300, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        # Named here and not on the fields, which would make a second index each, for patterns that nobody asks for.
        indexes = [
            models.Index(fields=["subject"], name="audit_subject"),
            models.Index(fields=["about"], name="audit_about"),
        ]


class JobRun(models.Model):
    """ENT-45: a timed job of one business date, claimed once. The unique row, not the broker, decides."""

    CLAIMED, DONE, FAILED = "claimed", "done", "failed"

    job = models.CharField(max_length=60)
    business_date = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=CLAIMED)
    caught_up = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-due_at", "job"]
        constraints = [models.UniqueConstraint(fields=["job", "business_date"], name="jobrun_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.business_date}"


class DeadlineHour(models.Model):
    """From when on a deadline has other hours than its code says. `weekday`: 1 (Monday) to 7, or 0 for every day.

    A row of a weekday goes before one of every day, a newer one before an older. Past sheets keep theirs. An hour after
    midnight needs `days_after`: 1, for the night before the business date ended nothing of it.
    """

    deadline = CodeField(of=deadlines, max_length=40)
    weekday = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    by = models.TimeField()
    warn = models.TimeField(null=True)
    days_after = models.PositiveSmallIntegerField(null=True)  # as the deadline's own where it says nothing

    class Meta:
        ordering = ["deadline", "weekday", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "weekday", "valid_from"], name="deadline_hour_once"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 7)), name="deadline_hour_weekday"),
            models.CheckConstraint(condition=Q(warn=None) | Q(warn__lte=F("by")), name="deadline_hour_warns_before"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.by:%H:%M}"

    def save(self, *args: Any, **options: Any) -> None:
        days = self.deadline.days_after if self.days_after is None else self.days_after
        if days == 0 and self.by < DAY_BEGINS:
            raise Invalid(
                "days_after", _("An hour before %(hour)s is one of the next day."), hour=f"{DAY_BEGINS:%H:%M}"
            )
        super().save(*args, **options)


class Heartbeat(models.Model):
    """Liveness: the last moment a worker ran a task. `born_on` bounds how far missed jobs are caught up."""

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()
    born_on = models.DateField(null=True)


class OutboxMessage(models.Model):
    """What is to be sent to people: written in the transaction, sent after it."""

    channel = models.CharField(max_length=20, default="inbox")
    to_id = models.BigIntegerField()
    kind = CodeField(of=notice_kinds, max_length=40)
    about = models.CharField(max_length=80, blank=True)
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["id"], name="outbox_waiting", condition=Q(sent_at__isnull=True))]


class Notification(models.Model):
    """ENT-40, BG-12: a message in a person's inbox, with when it was sent, first shown and read."""

    message = models.OneToOneField(OutboxMessage, on_delete=models.PROTECT)
    to_id = models.BigIntegerField(db_index=True)
    kind = CodeField(of=notice_kinds, max_length=40)
    about = models.CharField(max_length=80, blank=True)
    params = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["to_id"], name="notification_unread", condition=Q(read_at__isnull=True))]


class IdempotencyKey(models.Model):
    """The answer given to a form or an API command, so that sending it again gives it again."""

    user_id = models.BigIntegerField(default=0)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    location = models.CharField(max_length=500, blank=True)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="idempotency_once")]


class StoredFile(models.Model):
    """A file kept by its hash: uploads, exports, photos. Who may open it is decided by `about`."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kind = CodeField(of=file_kinds, max_length=40)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="file_of_kind")]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """Gapless running numbers, one row per name; locked while a number is taken."""

    name = models.CharField(max_length=60, unique=True)
    value = models.PositiveBigIntegerField(default=0)
