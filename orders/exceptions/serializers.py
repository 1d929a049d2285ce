"""Exceptions and instructions over the API."""

from rest_framework import serializers

from orders.exceptions.lifecycle import StepState
from orders.register.models import ServiceZone


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


def step_json(step):
    """What is to be done next with an order's goods."""
    return {
        "order": step.order_id,
        "order_no": step.order.order_no,
        "exception": step.case_id,
        "case": step.case.number,
        "kind": step.kind,
        "on_date": step.on_date,
        "status": step.status,
        "made_at": step.made_at,
    }


def case_json(case):
    """One case with its instructions, oldest first; `next_step` is what its order's goods wait for."""
    steps = [step for step in case.order.next_steps.all() if step.status == StepState.WAITING] if case.order else []
    return {
        "id": case.pk,
        "number": case.number,
        "kind": case.kind,
        "status": case.status,
        "order": case.order_id,
        "order_no": case.order.order_no if case.order else None,
        "item": case.item_id,
        "description": case.description,
        "clause": case.standard.code if case.standard else "",
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "decisions": list(case.kind.decisions),
        "instructions": [
            {
                "client_staff_no": word.client_staff_no,
                "channel": word.channel,
                "decision": word.decision,
                "text": word.text,
                "received_at": word.received_at,
            }
            for word in case.instructions.all()
        ],
        "next_step": {"kind": steps[0].kind, "on_date": steps[0].on_date} if steps else None,
        "escalated_at": case.escalated_at,
        "executed": case.executed,
        "closed_at": case.closed_at,
    }
