"""What the API of payments takes and gives."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.serializers import CodeOut
from orders.register.inputs import ClientField
from reconciliation.payment.lifecycle import CHAIN, RequestState
from reconciliation.payment.models import PaymentRequest
from reconciliation.payment.services import awaited_role


class PaymentIn(serializers.Serializer):
    """The client and the week, by its Monday."""

    client = ClientField()
    week = serializers.DateField()


class ApproveIn(serializers.Serializer):
    """Approved, or sent back with a comment."""

    approved = serializers.BooleanField()
    comment = serializers.CharField(max_length=300, allow_blank=True, default="")


class FormIn(serializers.Serializer):
    """What stands on the payment form."""

    payee_account = serializers.CharField(max_length=60)
    purpose = serializers.CharField(max_length=120)


class PayIn(serializers.Serializer):
    """The payment as the bank has it."""

    bank_ref = serializers.CharField(max_length=40)
    amount_fen = serializers.IntegerField(min_value=1)
    fax_note = serializers.CharField(max_length=120, allow_blank=True, default="")


class ReasonIn(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=300)


class PaymentOut(serializers.Serializer):
    """A payment request; `waiting_for` the role whose approval is awaited, or nobody's."""

    id = serializers.IntegerField()
    number = serializers.CharField(source="sheet.number")
    week = serializers.DateField()
    status = CodeOut(RequestState)
    amount_fen = serializers.IntegerField()
    orders = serializers.IntegerField()
    waiting_for = serializers.SerializerMethodField()
    due_on = serializers.DateField()

    @extend_schema_field(serializers.ChoiceField([*CHAIN, ""]))
    def get_waiting_for(self, payment: PaymentRequest) -> str:
        return awaited_role(payment)
