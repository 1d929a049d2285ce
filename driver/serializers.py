"""What the phone's API takes and gives."""

from rest_framework import serializers

from core.types import JsonObject
from dispatch.runs.models import Run
from driver.selectors import Card


class DeliverSerializer(serializers.Serializer):
    """The customer signed: `image` a data URL (or an uploaded file), `method` drawn or paper."""

    signer_name = serializers.CharField(max_length=60)
    method = serializers.ChoiceField(choices=["drawn", "paper"], required=False, default="drawn")


class RefuseSerializer(serializers.Serializer):
    """The customer refused: a coded reason and words; `photo` (data URL or file) and `clause` for some reasons."""

    reason = serializers.CharField(max_length=30, allow_blank=True)
    note = serializers.CharField(max_length=100, allow_blank=True)
    clause = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class CallSerializer(serializers.Serializer):
    """The result of a call; see dispatch.calls.services.calls.call_log."""

    result = serializers.CharField(max_length=12)
    window_start = serializers.DateTimeField(required=False, allow_null=True)
    window_end = serializers.DateTimeField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate(self, attrs: JsonObject) -> JsonObject:
        """Leave out what was not said."""
        return {name: value for name, value in attrs.items() if value not in (None, "")}


def run_row(run: Run) -> JsonObject:
    """The driver's run."""
    return {
        "id": run.pk,
        "number": run.number,
        "status": run.status,
        "business_date": run.business_date,
        "vehicle": run.vehicle.plate if run.vehicle else None,
    }


def card_row(card: Card) -> JsonObject:
    """A stop with what the driver needs at the door."""
    slot, order = card.appointment, card.order
    return {
        "id": card.stop.pk,
        "order": order.pk,
        "order_no": order.order_no,
        "sequence": card.stop.sequence,
        "status": card.stop.status,
        "drivers_own": card.stop.drivers_own,
        "order_status": order.status,
        "amount_due_fen": order.amount_due_fen,
        "pay_mode": order.pay_mode,
        "payment_state": order.payment_state,
        "window_start": slot.window_start if slot else None,
        "window_end": slot.window_end if slot else None,
        "appointment": slot.status if slot else None,
        "late_minutes": card.late_minutes,
        "name": card.person.name,
        "phone": card.person.phone,
        "address": card.person.address,
        "items": [{"id": i.pk, "name": i.name, "pieces": i.pieces} for i in order.items.all()],
    }
