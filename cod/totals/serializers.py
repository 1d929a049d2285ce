"""What the API of drivers' totals takes and gives."""

from rest_framework import serializers

from sheets.serializers import SheetBriefOut


class RunIn(serializers.Serializer):
    """The run whose day is totalled."""

    run = serializers.IntegerField()


class DriverTotalOut(serializers.Serializer):
    """A driver's total of the day, and the sheet to be signed."""

    id = serializers.IntegerField()
    sheet = SheetBriefOut()
    total_fen = serializers.IntegerField()
    delivered = serializers.IntegerField()
    billable = serializers.IntegerField()
