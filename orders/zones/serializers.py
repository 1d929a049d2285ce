"""Zones and questions over the API."""

from rest_framework import serializers


class AnswerIn(serializers.Serializer):
    """`zone`: its name, or null for out of area."""

    zone = serializers.CharField(max_length=20, allow_null=True)
    remember = serializers.BooleanField(required=False, default=False)


def zone_json(zone):
    """{id, name, hours, aliases, active}."""
    return {
        "id": zone.pk,
        "name": zone.name,
        "hours": zone.hours,
        "aliases": zone.aliases,
        "active": zone.active,
    }


def question_json(row):
    """{id, order, order_no, address, reason, names, message, candidates, street}; `row` of zone_page.question_rows."""
    question = row["question"]
    return {
        "id": question.pk,
        "order": question.order_id,
        "order_no": question.order.order_no,
        "address": row["address"],
        "reason": question.reason,
        "names": question.names,
        "message": row["reason"],
        "candidates": row["candidates"],
        "street": row["street"],
    }
