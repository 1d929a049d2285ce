"""The bank's file, as a form takes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid, TooLarge


def upload_of(request: HttpRequest, field: str = "file") -> UploadedFile[bytes]:
    """The uploaded workbook, at most as large as the settings allow."""
    return upload_checked(request.FILES.get(field))


def upload_checked(upload: Any) -> UploadedFile[bytes]:
    """The upload, if it is one and no larger than the settings allow."""
    if not isinstance(upload, UploadedFile):
        raise Invalid("file", _("Choose a file."))
    if len(upload) > settings.UPLOAD_WORKBOOK_BYTES:
        raise TooLarge("workbook_size", _("The workbook is larger than 20 MB."))
    return upload


class BankForm(forms.Form):
    """The bank's arrival file and the date on which it came."""

    file = forms.FileField(
        label=_("Arrival file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_("The bank's workbook, 20 MB at most."),
    )
    business_date = forms.DateField(
        label=_("Business date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
