"""Orders over the API."""

from rest_framework import ISO_8601, serializers

from core.serializers import CodeOut
from orders.register.lifecycle import PaymentState
from orders.register.models import GoodsItem, Order
from orders.register.payways import pay_ways, payment_wishes


class ItemOut(serializers.ModelSerializer):
    """One item of goods."""

    class Meta:
        model = GoodsItem
        fields = ["id", "name", "pieces"]
        read_only_fields = fields


class OrderOut(serializers.ModelSerializer):
    """One order of a list; no name, phone or address."""

    payment_state = CodeOut(PaymentState)
    pay_mode = CodeOut(payment_wishes)
    paid_with = CodeOut(pay_ways, allow_blank=True)
    zone = serializers.CharField(source="zone.name", allow_null=True)
    town = serializers.CharField(source="recipient.town")
    # On the Shanghai wall clock, unlike other moments: programs have read it so from the start.
    promise_at = serializers.DateTimeField(format=ISO_8601, allow_null=True)
    items = ItemOut(many=True)

    class Meta:
        model = Order
        fields = [
            "id",
            "order_no",
            "shipment_no",
            "waybill_no",
            "business_date",
            "status",
            "payment_state",
            "amount_due_fen",
            "amount_original_fen",
            "pay_mode",
            "paid_with",
            "collected_fen",
            "zone",
            "zone_unconfirmed",
            "district",
            "town",
            "promise_at",
            "pieces",
            "items",
        ]
        read_only_fields = fields
