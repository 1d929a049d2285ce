"""One order over the API, with its promise."""

from rest_framework import serializers

from core.types import JsonObject
from orders.gate.selectors.arrival import truck_late
from orders.register import promises
from orders.register.models import Order
from orders.register.selectors.promise_words import promise_json
from orders.register.serializers import OrderOut


class PromiseOut(serializers.Serializer):
    """What became of a promise: running, kept, late or excused by the customer's own call (CON-15)."""

    state = serializers.ChoiceField([promises.RUNNING, promises.KEPT, promises.LATE, promises.EXCUSED])
    late_minutes = serializers.IntegerField()
    designated_at = serializers.DateTimeField(allow_null=True)
    designated_from = serializers.DateTimeField(allow_null=True)
    designated_until = serializers.DateTimeField(allow_null=True)
    client_late_minutes = serializers.IntegerField()

    def get_attribute(self, order: Order) -> JsonObject | None:
        return promise_json(order, truck_late(order))


class OrderDetailOut(OrderOut):
    """One order with what became of its promise; null while nothing is promised."""

    promise = PromiseOut(allow_null=True)

    class Meta(OrderOut.Meta):
        fields = [*OrderOut.Meta.fields, "promise"]
        read_only_fields = fields
