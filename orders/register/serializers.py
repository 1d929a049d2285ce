"""Orders over the API."""

from rest_framework import serializers

from orders.register.models import GoodsItem, Order
from orders.register.selectors.promise_words import promise_json


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


class OrderDetailOut(OrderOut):
    """One order with what became of its promise: running, kept, late or excused (CON-15)."""

    promise = serializers.SerializerMethodField()

    class Meta(OrderOut.Meta):
        fields = [*OrderOut.Meta.fields, "promise"]

    def get_promise(self, order) -> dict | None:
        return promise_json(order)
