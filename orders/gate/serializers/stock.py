"""The store over the API."""

from rest_framework import serializers

from orders.gate.selectors.stock import AREAS


class MoveIn(serializers.Serializer):
    items = serializers.ListField(child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500)
    area = serializers.ChoiceField(list(AREAS))


class JoinIn(serializers.Serializer):
    order_no = serializers.CharField(max_length=40)
    line_no = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


def item_json(item):
    """One item in the store."""
    return {
        "id": item.pk,
        "order": item.order_id,
        "order_no": item.order.order_no,
        "name": item.name,
        "pieces": item.pieces,
        "area": item.area,
        "condition": item.condition,
        "order_status": item.order.status,
        "since": item.since,
    }
