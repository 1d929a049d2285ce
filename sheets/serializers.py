"""Sheets and signatures over the API, as every room takes and gives them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from core.serializers import CodeOut
from sheets.kinds import sheet_kinds
from sheets.lifecycle import SheetState
from sheets.models import Sheet
from sheets.selectors import METHODS


class SignIn(serializers.Serializer):
    """One side signs what it was shown; `username` and `pin` for another person on this device."""

    side = serializers.CharField(max_length=20)
    shown_hash = serializers.CharField(max_length=64)
    username = serializers.CharField(max_length=40, required=False, default="", allow_blank=True)
    pin = serializers.CharField(max_length=8, required=False, default="", allow_blank=True)


@extend_schema_field({"type": "string"})
class ImageIn(serializers.Field):
    """A drawn signature or a photo: sent as a data URL, or as an uploaded file of a multipart form."""

    def run_validation(self, data: Any = empty) -> Any:
        """What was sent, or None: `sheets.signing.image_bytes` reads it, and refuses it in the words of the pages."""
        return None if data is empty else data or None


class SignedOut(serializers.Serializer):
    """Whether every side has signed now."""

    complete = serializers.BooleanField()


class SheetBriefOut(serializers.Serializer):
    """A sheet to be signed; a signer must have been shown what `shown_hash` stands for."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    shown_hash = serializers.CharField()
    status = CodeOut(SheetState)


class SheetLinesOut(SheetBriefOut):
    """The same with the number of its lines."""

    lines = serializers.SerializerMethodField()

    def get_lines(self, sheet: Sheet) -> int:
        return len(sheet.content["lines"])


class SignatureOut(serializers.Serializer):
    """Who signed, without the image; `user` is null for somebody without an account."""

    side = serializers.CharField()
    user = serializers.IntegerField(source="user_id", allow_null=True)
    method = serializers.ChoiceField(list(METHODS))
    signed_at = serializers.DateTimeField()


class SheetOut(serializers.Serializer):
    """A sheet with its content as shown: {meta, columns, lines, totals}."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = CodeOut(sheet_kinds)
    status = CodeOut(SheetState)
    version = serializers.IntegerField()
    business_date = serializers.DateField()
    content = serializers.DictField()
    shown_hash = serializers.CharField()
    signatures = SignatureOut(many=True)
