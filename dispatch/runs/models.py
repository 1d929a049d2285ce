"""Runs and their stops, sheets, matches and clearances."""

from django.db import models
from django.db.models import Q

from dispatch.fleet.models import Driver, Vehicle
from dispatch.runs import lifecycle
from dispatch.runs.lifecycle import RunState, StopState
from orders.register.models import Order
from people.models import Platform, User
from sheets.models import Sheet


class Run(models.Model):
    """ENT-21: one driver's trip of a day."""

    number = models.CharField(max_length=30, unique=True)
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="runs")
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="runs")
    vehicle = models.ForeignKey(Vehicle, models.PROTECT, null=True, related_name="runs")
    business_date = models.DateField()
    status = models.CharField(max_length=10, choices=lifecycle.RUN.choices, default=RunState.PLANNED)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    synced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["business_date", "driver__code"]
        constraints = [models.UniqueConstraint(fields=["driver", "business_date"], name="run_one_a_day")]
        indexes = [models.Index(fields=["business_date"], name="run_day")]

    def __str__(self) -> str:
        return self.number


class RunStop(models.Model):
    """ENT-22: one order on a run. The first three belong to the driver (INV-21)."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="stops")
    order = models.ForeignKey(Order, models.PROTECT, related_name="stops")
    sequence = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=lifecycle.STOP.choices, default=StopState.OPEN)
    closed_at = models.DateTimeField(null=True)
    receipt = models.OneToOneField(Sheet, models.PROTECT, null=True, related_name="stop")

    class Meta:
        ordering = ["run_id", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(status__in=["open", "barred"]), name="stop_one_run_at_a_time"
            ),
            models.UniqueConstraint(fields=["run", "order"], condition=~Q(status="removed"), name="stop_once_on_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.order.order_no}"

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"

    @property
    def drivers_own(self) -> bool:
        """Whether the driver books this stop (CON-05)."""
        return self.sequence <= 3


class RunSheet(models.Model):
    """A goods handover sheet of a run; one is active at a time (INV-16)."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="sheets")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="run_sheet")
    total_fen = models.BigIntegerField()
    pieces = models.PositiveIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run"], condition=Q(active=True), name="runsheet_one_active")]


class LineMatch(models.Model):
    """The driver found the goods of one line of the sheet on his pallet (FLW-C.2)."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="matches")
    order = models.ForeignKey(Order, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "order"], name="linematch_once")]


class RunClearance(models.Model):
    """Granted by the money room before a run may be handed over: terminal issued, hold sufficient (INV-17)."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="clearance")
    required_fen = models.BigIntegerField(default=0)
    held_fen = models.BigIntegerField(default=0)
    terminal_no = models.CharField(max_length=20, blank=True)
    auth_codes = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField()

    @property
    def granted(self) -> bool:
        return self.required_fen == 0 or (bool(self.terminal_no) and self.held_fen >= self.required_fen)

    @property
    def short_fen(self) -> int:
        return max(self.required_fen - self.held_fen, 0)
