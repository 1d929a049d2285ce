"""What a request sends, read into values: a checked serializer, a date. Wrong input is refused with its field."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from core.errors import Invalid


def parsed(serializer, data):
    """The checked data of a serializer, or DRF's ValidationError with every field that is wrong."""
    checked = serializer(data=data)
    checked.is_valid(raise_exception=True)
    return checked.validated_data


def date_given(text):
    """The date written as 2026-11-02; Invalid when it is missing or something else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("date", _("Give a date such as 2026-11-02.")) from error
