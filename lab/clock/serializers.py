"""The demo clock over the API."""

from rest_framework import serializers


class ClockIn(serializers.Serializer):
    """The time to set, and whether it ticks on from there."""

    at = serializers.DateTimeField()
    running = serializers.BooleanField(default=False)


class ClockOut(serializers.Serializer):
    """The time of this instance on the Shanghai wall clock, and whether it can be moved."""

    now = serializers.DateTimeField()
    simulation = serializers.BooleanField()
