"""What the API of terminals takes and gives."""

from typing import Any

from rest_framework import serializers

from cod.pos.payways import TerminalWay, ways_reported


class StrictInt(serializers.IntegerField):
    """A whole number that is written as one: 1299.0 and "1299" are not amounts in fen."""

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Tail(serializers.RegexField):
    """The last four digits of a card; more is never taken (NFR-05)."""

    def __init__(self, **values):
        super().__init__(r"^[0-9]{4}\Z", **values)


class ReportedWay(serializers.ChoiceField):
    """What a terminal calls the card that it charged, as the way of payment that it means."""

    def __init__(self, **options: Any) -> None:
        super().__init__([(word, way.label) for word, way in ways_reported().items()], **options)

    def to_internal_value(self, data: Any) -> TerminalWay:
        return ways_reported()[super().to_internal_value(data)]


class PreauthIn(serializers.Serializer):
    amount_fen = StrictInt(min_value=1, max_value=10**11)
    card_tail = Tail()
    auth_code = serializers.CharField(max_length=20)
    reference = serializers.CharField(max_length=40)


class QuoteIn(serializers.Serializer):
    order_no = serializers.CharField(max_length=40)
    shipment_no = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class SaleIn(QuoteIn):
    amount_fen = StrictInt(min_value=1, max_value=10**11)
    version = StrictInt(min_value=0, max_value=10**6, required=False, default=0)
    token = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    card_kind = ReportedWay(source="way")
    card_tail = Tail()
    reference = serializers.CharField(max_length=40)
    occurred_at = serializers.DateTimeField()


class IssueIn(serializers.Serializer):
    terminal = serializers.CharField(max_length=20)
    driver = serializers.CharField(max_length=10)
    business_date = serializers.DateField()


class ReturnIn(serializers.Serializer):
    condition = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class SignIn(serializers.Serializer):
    side = serializers.CharField(max_length=20)
    shown_hash = serializers.CharField(max_length=64)
    username = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    pin = serializers.CharField(max_length=8, required=False, default="", allow_blank=True)


def sheet_json(sheet):
    """A sheet to be signed."""
    return {"id": sheet.pk, "number": sheet.number, "shown_hash": sheet.shown_hash, "status": sheet.status}
