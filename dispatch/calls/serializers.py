"""What the API of calls takes and gives."""

from rest_framework import serializers


class CallSerializer(serializers.Serializer):
    """The result of one call; see dispatch.calls.services.calls.call_log."""

    result = serializers.CharField(max_length=12)
    window_start = serializers.DateTimeField(required=False, allow_null=True)
    window_end = serializers.DateTimeField(required=False, allow_null=True)
    retention = serializers.CharField(required=False, allow_blank=True, max_length=12)
    retention_note = serializers.CharField(required=False, allow_blank=True, max_length=200)
    client_staff_no = serializers.CharField(required=False, allow_blank=True, max_length=20)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate(self, attrs):
        """Leave out what was not said."""
        return {name: value for name, value in attrs.items() if value not in (None, "")}


def call_row(call):
    """A line of the call queue; the phone is masked."""
    order, appointment = call.order, call.appointment
    return {
        "order": order.pk,
        "order_no": order.order_no,
        "status": appointment.status,
        "reason": call.reason,
        "drivers_own": call.stop.drivers_own,
        "run": call.stop.run_id,
        "driver": call.stop.run.driver.code,
        "sequence": call.stop.sequence,
        "stop_status": call.stop.status,
        "attempts": appointment.attempts,
        "callback_at": appointment.callback_at,
        "window_start": appointment.window_start,
        "window_end": appointment.window_end,
        "phone": order.recipient.masked_phone,
        "leased_by": call.leased_by,
        "order_status": order.status,
        "again": call.again,
    }
