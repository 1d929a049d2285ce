"""COD handover sheets over the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cod.pos.serializers import BusinessDate
from cod.sheet23.models import CodSheet
from core.types import JsonObject
from sheets.serializers import SheetBriefOut


class CodSheetsIn(serializers.Serializer):
    """The sheets of which day."""

    business_date = BusinessDate()


class CollectedOut(serializers.Serializer):
    """A collection on the sheet; `cells` as printed."""

    collection = serializers.IntegerField()
    order = serializers.IntegerField()
    amount_fen = serializers.IntegerField()
    cross_day = serializers.BooleanField()
    cells = serializers.ListField(child=serializers.CharField(allow_blank=True))


class PendingOut(serializers.Serializer):
    """An order whose money was still to be collected; `cells` as printed."""

    pending = serializers.BooleanField()
    order = serializers.IntegerField()
    amount_fen = serializers.IntegerField()
    cells = serializers.ListField(child=serializers.CharField(allow_blank=True))


class CodSheetOut(serializers.Serializer):
    """A platform's sheet of a day, with its lines and what was pending."""

    id = serializers.IntegerField()
    platform = serializers.CharField(source="platform.code")
    business_date = serializers.DateField()
    total_fen = serializers.IntegerField()
    pending_fen = serializers.IntegerField()
    lines = serializers.SerializerMethodField()
    pending = serializers.SerializerMethodField()
    sheet = SheetBriefOut()

    @extend_schema_field(CollectedOut(many=True))
    def get_lines(self, row: CodSheet) -> list[JsonObject]:
        return CollectedOut(_lines(row, pending=False), many=True).data

    @extend_schema_field(PendingOut(many=True))
    def get_pending(self, row: CodSheet) -> list[JsonObject]:
        return PendingOut(_lines(row, pending=True), many=True).data


def _lines(row: CodSheet, *, pending: bool) -> list[JsonObject]:
    return [line for line in row.sheet.content["lines"] if bool(line.get("pending")) is pending]
