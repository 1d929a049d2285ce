"""What the addresses of this app take in common."""

from rest_framework import serializers

from core import clock
from core.inputs import parsed


class DayQuery(serializers.Serializer):
    """?business_date=2026-11-02"""

    business_date = serializers.DateField(required=False)


def day_of(request):
    """?business_date=, else today."""
    return parsed(DayQuery, request.query_params).get("business_date") or clock.today()
