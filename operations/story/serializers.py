"""One order over the API, with its promise."""

from rest_framework import serializers

from orders.gate.selectors.arrival import truck_late
from orders.register.selectors.promise_words import promise_json
from orders.register.serializers import OrderOut


class OrderDetailOut(OrderOut):
    """One order with what became of its promise: running, kept, late or excused (CON-15)."""

    promise = serializers.SerializerMethodField()

    class Meta(OrderOut.Meta):
        fields = [*OrderOut.Meta.fields, "promise"]

    def get_promise(self, order) -> dict | None:
        return promise_json(order, truck_late(order))
