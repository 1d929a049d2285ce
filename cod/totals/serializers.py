"""What the API of drivers' totals takes."""

from rest_framework import serializers


class RunIn(serializers.Serializer):
    run = serializers.IntegerField()
