"""Exceptions and instructions over the API."""

from rest_framework import serializers

from orders import cases
from orders.models import ServiceZone


class InstructIn(serializers.Serializer):
    client_staff_no = serializers.CharField(max_length=20, allow_blank=True)
    decision = serializers.CharField(max_length=30, allow_blank=True)
    text = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    channel = serializers.ChoiceField(["phone", "email", "fax", "system"], required=False, default="phone")
    zone = serializers.PrimaryKeyRelatedField(
        queryset=ServiceZone.objects.filter(active=True), required=False, allow_null=True, default=None
    )


class CloseIn(serializers.Serializer):
    executed = serializers.CharField(max_length=30)


def case_json(case):
    """One case with its instructions, oldest first."""
    return {
        "id": case.pk,
        "number": case.number,
        "kind": case.kind,
        "status": case.status,
        "order": case.order_id,
        "order_no": case.order.order_no if case.order else None,
        "item": case.item_id,
        "description": case.description,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "decisions": list(cases.decisions_for(case.kind)),
        "instructions": [
            {
                "client_staff_no": word.client_staff_no, "channel": word.channel, "decision": word.decision,
                "text": word.text, "received_at": word.received_at,
            }
            for word in case.instructions.all()
        ],
        "executed": case.executed,
        "closed_at": case.closed_at,
    }  # fmt: skip
