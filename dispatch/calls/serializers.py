"""What the API of calls takes and gives."""

from rest_framework import serializers

from core.serializers import CodeOut, PageIn, TodayIn
from core.types import JsonObject
from dispatch.calls.lifecycle import AppointmentState, CallReason, CallResult
from dispatch.runs.lifecycle import StopState
from orders.register.lifecycle import OrderState


class DriverCallIn(serializers.Serializer):
    """The result of one call as a driver reports it; see dispatch.calls.services.calls.call_log."""

    result = serializers.CharField(max_length=12, help_text=", ".join(CallResult))
    window_start = serializers.DateTimeField(required=False, allow_null=True)
    window_end = serializers.DateTimeField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate(self, attrs: JsonObject) -> JsonObject:
        """Leave out what was not said."""
        return {name: value for name, value in attrs.items() if value not in (None, "")}


class CallIn(DriverCallIn):
    """The result of one call; a refusal names the retention attempt and the client's staff number (INV-22)."""

    retention = serializers.CharField(required=False, allow_blank=True, max_length=12)
    retention_note = serializers.CharField(required=False, allow_blank=True, max_length=200)
    client_staff_no = serializers.CharField(required=False, allow_blank=True, max_length=20)


class CallMadeOut(serializers.Serializer):
    """A call that was recorded; `flagged`: a short window, or one that the customer named (INV-20)."""

    id = serializers.IntegerField()
    result = CodeOut(CallResult)
    flagged = serializers.BooleanField()


class LeaseOut(serializers.Serializer):
    """Until when nobody else calls."""

    leased_until = serializers.DateTimeField()


class CallQueueIn(PageIn, TodayIn):
    """Which page of which day's queue."""


class CallOut(serializers.Serializer):
    """A line of the call queue; the phone is masked."""

    order = serializers.IntegerField(source="order.pk")
    order_no = serializers.CharField(source="order.order_no")
    status = CodeOut(AppointmentState, source="appointment.status")
    reason = serializers.ChoiceField([(reason.value, reason.label) for reason in CallReason])
    drivers_own = serializers.BooleanField(source="stop.drivers_own")
    run = serializers.IntegerField(source="stop.run_id")
    driver = serializers.CharField(source="stop.run.driver.code")
    sequence = serializers.IntegerField(source="stop.sequence")
    stop_status = CodeOut(StopState, source="stop.status")
    attempts = serializers.IntegerField(source="appointment.attempts")
    callback_at = serializers.DateTimeField(source="appointment.callback_at", allow_null=True)
    window_start = serializers.DateTimeField(source="appointment.window_start", allow_null=True)
    window_end = serializers.DateTimeField(source="appointment.window_end", allow_null=True)
    phone = serializers.CharField(source="order.recipient.masked_phone")
    leased_by = serializers.CharField()
    order_status = CodeOut(OrderState, source="order.status")
    again = serializers.BooleanField()


class CoverageOut(serializers.Serializer):
    """The outcomes of a day's calls; amber and red as the deadline CALLS_DONE says (INV-19)."""

    total = serializers.IntegerField()
    done = serializers.IntegerField()
    open = serializers.IntegerField()
    amber = serializers.IntegerField()
    red = serializers.IntegerField()


class CallQueueOut(serializers.Serializer):
    """The call queue of a business date, most urgent first."""

    count = serializers.IntegerField()
    results = CallOut(many=True)
    coverage = CoverageOut()
