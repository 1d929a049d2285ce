"""Zones and questions over the API."""

from rest_framework import serializers

from orders.zones.selectors.page import REASONS


class AnswerIn(serializers.Serializer):
    """`zone`: its name, or null for out of area; `remember` it for the whole street."""

    zone = serializers.CharField(max_length=20, allow_null=True)
    remember = serializers.BooleanField(required=False, default=False)


class ZoneOut(serializers.Serializer):
    """A zone with its promise in hours."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    hours = serializers.IntegerField()
    aliases = serializers.ListField(child=serializers.CharField())
    active = serializers.BooleanField()


class QuestionOut(serializers.Serializer):
    """An address whose zone a person must tell. `message`: the reason in words."""

    id = serializers.IntegerField(source="question.pk")
    order = serializers.IntegerField(source="question.order_id")
    order_no = serializers.CharField(source="question.order.order_no")
    address = serializers.CharField()
    reason = serializers.CharField(source="question.reason", help_text=", ".join(REASONS))
    names = serializers.ListField(child=serializers.CharField(), source="question.names")
    message = serializers.CharField(source="reason")
    candidates = serializers.ListField(child=serializers.CharField())
    street = serializers.CharField()


class PlacedOut(serializers.Serializer):
    """Ids of the orders that the answer placed."""

    placed = serializers.ListField(child=serializers.IntegerField())
