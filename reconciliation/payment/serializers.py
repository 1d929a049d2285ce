"""What the API of payments takes."""

from rest_framework import serializers


class PaymentIn(serializers.Serializer):
    week = serializers.DateField()


class ApproveIn(serializers.Serializer):
    approved = serializers.BooleanField()
    comment = serializers.CharField(max_length=300, allow_blank=True, default="")


class FormIn(serializers.Serializer):
    payee_account = serializers.CharField(max_length=60)
    purpose = serializers.CharField(max_length=120)


class PayIn(serializers.Serializer):
    bank_ref = serializers.CharField(max_length=40)
    amount_fen = serializers.IntegerField(min_value=1)
    fax_note = serializers.CharField(max_length=120, allow_blank=True, default="")


class ReasonIn(serializers.Serializer):
    reason = serializers.CharField(max_length=300)
