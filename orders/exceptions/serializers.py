"""Exceptions and instructions over the API."""

from rest_framework import serializers

from core.serializers import CodeOut
from orders.exceptions import cases
from orders.exceptions.kinds import CHANNELS
from orders.exceptions.lifecycle import CaseState, StepKind, StepState
from orders.exceptions.models import ExceptionCase, NextStep
from orders.register.models import ServiceZone


class CasesIn(serializers.Serializer):
    """Which cases: by tab, kind, and a text in the case, the order or the client's staff number."""

    status = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="open, late, snoozed, instructed or closed"
    )
    kind = serializers.CharField(required=False, allow_blank=True, default="", help_text=", ".join(cases.case_kinds))
    q = serializers.CharField(source="text", required=False, allow_blank=True, default="")


class StepsIn(serializers.Serializer):
    """Which steps."""

    kind = serializers.CharField(required=False, allow_blank=True, default="", help_text=", ".join(StepKind))


class InstructIn(serializers.Serializer):
    """What the client said, under its own staff number."""

    client_staff_no = serializers.CharField(max_length=20, allow_blank=True)
    decision = serializers.CharField(max_length=30, allow_blank=True)
    text = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    channel = serializers.ChoiceField(list(CHANNELS), required=False, default="phone")
    zone = serializers.PrimaryKeyRelatedField(
        queryset=ServiceZone.objects.filter(active=True), required=False, allow_null=True, default=None
    )


class CloseIn(serializers.Serializer):
    """The action that was taken."""

    executed = serializers.CharField(max_length=30)


class StepOut(serializers.Serializer):
    """What is to be done next with an order's goods."""

    order = serializers.IntegerField(source="order_id")
    order_no = serializers.CharField(source="order.order_no")
    exception = serializers.IntegerField(source="case_id")
    case = serializers.CharField(source="case.number")
    kind = CodeOut(StepKind)
    on_date = serializers.DateField()
    status = CodeOut(StepState)
    made_at = serializers.DateTimeField()


class WaitingStepOut(serializers.Serializer):
    """The step that waits on a case's order."""

    kind = CodeOut(StepKind)
    on_date = serializers.DateField()

    def get_attribute(self, case: ExceptionCase) -> NextStep | None:
        steps = case.order.next_steps.all() if case.order else []
        return next((step for step in steps if step.status == StepState.WAITING), None)


class InstructionOut(serializers.Serializer):
    """What the client's customer service said."""

    client_staff_no = serializers.CharField()
    channel = serializers.ChoiceField(list(CHANNELS))
    decision = CodeOut(cases.decisions)
    text = serializers.CharField()
    received_at = serializers.DateTimeField()


class CaseOut(serializers.Serializer):
    """One case with its instructions, oldest first; `next_step` is what its order's goods wait for."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = CodeOut(cases.case_kinds)
    status = CodeOut(CaseState)
    order = serializers.IntegerField(source="order_id", allow_null=True)
    order_no = serializers.CharField(source="order.order_no", allow_null=True)
    item = serializers.IntegerField(source="item_id", allow_null=True)
    cause = CodeOut(cases.causes, allow_blank=True)
    reason = serializers.CharField(source="reason.code", read_only=True, default="")
    description = serializers.CharField()
    clause = serializers.CharField(source="standard.code", read_only=True, default="")
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    decisions = serializers.SerializerMethodField()
    instructions = InstructionOut(many=True)
    next_step = WaitingStepOut(allow_null=True)
    escalated_at = serializers.DateTimeField(allow_null=True)
    executed = CodeOut(cases.decisions, allow_blank=True)
    closed_at = serializers.DateTimeField(allow_null=True)

    def get_decisions(self, case: ExceptionCase) -> list[str]:
        return list(case.kind.decisions)
