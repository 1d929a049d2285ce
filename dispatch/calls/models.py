"""Appointments and the calls behind them."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from core import clock
from dispatch.calls import lifecycle
from dispatch.calls.lifecycle import AppointmentState, CallResult, Retention
from orders.register.models import Order
from people.models import User

SHORTEST = dt.timedelta(hours=3)


class Appointment(models.Model):
    """ENT-24: when the goods of one order come. A window is at most four hours (INV-20)."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="appointment")
    business_date = models.DateField(db_index=True)
    status = models.CharField(max_length=12, choices=lifecycle.APPOINTMENT.choices, default=AppointmentState.UNBOOKED)
    window_start = models.DateTimeField(null=True)
    window_end = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    callback_at = models.DateTimeField(null=True)
    leased_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leased_until = models.DateTimeField(null=True)
    outcome_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)  # since when it is called again on the client's word

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(window_start__isnull=True) | Q(window_end__gt=F("window_start")), name="appointment_window"
            )
        ]

    def __str__(self) -> str:
        return self.order.order_no

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"

    @property
    def caller_now(self) -> User | None:
        """Whose lease of this call is running, or None."""
        running = self.leased_until is not None and self.leased_until > clock.real_now()
        return self.leased_by if running else None


class CallLog(models.Model):
    """ENT-25: one call. Frozen. `retention`: none, retained, not_retained (INV-22)."""

    frozen = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="calls")
    caller = models.ForeignKey(User, models.PROTECT, related_name="+")
    result = models.CharField(max_length=12)  # booked, designated, no_answer, wrong_no, callback, refusing, refused
    window_start = models.DateTimeField(null=True)
    window_end = models.DateTimeField(null=True)
    retention = models.CharField(max_length=12, default=Retention.NONE.value)
    retention_note = models.CharField(max_length=200, blank=True)
    client_staff_no = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=200, blank=True)
    called_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    @property
    def words(self) -> str:
        """The result as a msgid."""
        return CallResult(self.result).label

    @property
    def flagged(self) -> bool:
        """INV-20: shorter than three hours, or named by the customer."""
        short = self.window_start and self.window_end and self.window_end - self.window_start < SHORTEST
        return self.result == CallResult.DESIGNATED or bool(short)
