"""What the API of statements takes."""

from rest_framework import serializers


class StatementIn(serializers.Serializer):
    file = serializers.FileField()
    week = serializers.DateField()
