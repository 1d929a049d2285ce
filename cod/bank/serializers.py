"""The bank's file over the API."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework import serializers
from rest_framework.fields import empty

from cod.bank.forms import upload_checked
from cod.pos.serializers import BusinessDate
from core.serializers import ErrorOut


class BankWorkbook(serializers.FileField):
    """The bank's workbook, refused in the words of the pages."""

    def run_validation(self, data: Any = empty) -> UploadedFile[bytes]:
        return upload_checked(data)


class BankIn(serializers.Serializer):
    """The bank's arrival file and the date on which it came."""

    file = BankWorkbook()
    business_date = BusinessDate()


class BankReportOut(serializers.Serializer):
    """What came of a file: lines by result, those known before, collections that are missing, fen in and withheld."""

    id = serializers.IntegerField()
    lines = serializers.IntegerField()
    matched = serializers.IntegerField()
    short = serializers.IntegerField()
    over = serializers.IntegerField()
    unknown = serializers.IntegerField()
    suspense = serializers.IntegerField()
    already = serializers.IntegerField()
    missing = serializers.IntegerField()
    amount_fen = serializers.IntegerField()
    fee_fen = serializers.IntegerField()


class BankProblemOut(serializers.Serializer):
    """A cell that cannot be taken."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField()
    message = serializers.CharField()


class BankRefusedOut(serializers.Serializer):
    """Nothing was taken; `problems` where cells of the file are wrong."""

    error = ErrorOut()
    problems = BankProblemOut(many=True, required=False)
