"""The client's order workbook: its columns, what its cells may say, and what may be wrong with them."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.errors import TooLarge


def upload_bytes(upload: UploadedFile[bytes]) -> bytes:
    """The bytes of an uploaded workbook. Raises TooLarge over the limit of the web, before reading it."""
    if len(upload) > settings.UPLOAD_WORKBOOK_BYTES:
        text = _("%(file)s is larger than 20 MB. Split it and upload the parts.")
        raise TooLarge("workbook_size", text, file=upload.name)
    return upload.read()
