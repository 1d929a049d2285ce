"""Orders over the API."""

from rest_framework import serializers

from orders.register.models import GoodsItem, Order


class ItemOut(serializers.ModelSerializer):
    """One item of goods."""

    class Meta:
        model = GoodsItem
        fields = ["id", "name", "pieces"]


class OrderOut(serializers.ModelSerializer):
    """One order of a list; no name, phone or address."""

    zone = serializers.CharField(source="zone.name", default=None)
    town = serializers.CharField(source="recipient.town")
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
            "zone",
            "zone_unconfirmed",
            "district",
            "town",
            "promise_at",
            "pieces",
            "items",
        ]
