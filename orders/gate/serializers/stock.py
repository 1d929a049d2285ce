"""The store over the API."""

from rest_framework import serializers

from core.serializers import CodeOut
from orders.gate.selectors.stock import WANTED_BACK
from orders.register.lifecycle import GoodsCondition, OrderState, StoreArea


class StockIn(serializers.Serializer):
    """Which items: of an area, or wanted back; a text in the order, the waybill or the name."""

    area = serializers.CharField(
        required=False, allow_blank=True, default="", help_text=", ".join([*StoreArea, WANTED_BACK])
    )
    q = serializers.CharField(source="text", required=False, allow_blank=True, default="")


class MoveIn(serializers.Serializer):
    """Items that go to another area."""

    items = serializers.ListField(child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500)
    area = CodeOut(StoreArea)


class JoinIn(serializers.Serializer):
    """The expected order whose goods these are; the line when it has several."""

    order_no = serializers.CharField(max_length=40)
    line_no = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class StockItemOut(serializers.Serializer):
    """One item in the store; `since` its last sheet moved it there."""

    id = serializers.IntegerField()
    order = serializers.IntegerField(source="order_id")
    order_no = serializers.CharField(source="order.order_no")
    name = serializers.CharField()
    pieces = serializers.IntegerField()
    area = CodeOut(StoreArea)
    condition = CodeOut(GoodsCondition)
    order_status = CodeOut(OrderState, source="order.status")
    since = serializers.DateTimeField(allow_null=True)


class SlipOut(serializers.Serializer):
    """The slip by which goods went to another area."""

    sheet = serializers.IntegerField(source="pk")
    number = serializers.CharField()
    shown_hash = serializers.CharField()


class JoinedOut(serializers.Serializer):
    """The item as which the goods stand now, and what became of its order."""

    item = serializers.IntegerField(source="pk")
    order = serializers.IntegerField(source="order_id")
    order_status = CodeOut(OrderState, source="order.status")
