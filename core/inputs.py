"""What a request sends, read into values: a checked serializer, a date. Wrong input is refused with its field."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core import clock
from core.errors import Invalid


def parsed(serializer: type[Any], data: Any) -> dict[str, Any]:
    """The checked data of a serializer, or DRF's ValidationError with every field that is wrong."""
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return checked.validated_data


def ids_of(texts: Iterable[str]) -> list[int]:
    """Whole numbers that can be ids, in their order; anything else is left out."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def date_given(text: str) -> dt.date:
    """The date written as 2026-11-02; Invalid when it is missing or something else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("date", _("Give a date such as 2026-11-02.")) from error


class DayQuery(serializers.Serializer):
    """?business_date=2026-11-02"""

    business_date = serializers.DateField(required=False)


class MomentField(serializers.DateTimeField):
    """A moment that may be left out; without a zone it is read on the Shanghai wall clock."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, allow_null=True, default=None, default_timezone=clock.SHANGHAI, **more)
