"""Who signs, out of a request: own session, another person's PIN on this device, or an outsider's drawn image."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from people.access import ApiRequest, Request
from people.models import User
from people.services.accounts import signer_by_pin
from sheets.models import Signature


def signer_from(request: Request | ApiRequest, data: Mapping[str, Any]) -> tuple[User, str]:
    """(user, method) of who signs: `username` and `pin` in `data` name another person, else the session's user."""
    if data.get("username"):
        return signer_by_pin(username=data["username"], pin=data.get("pin", "")), Signature.PIN
    return request.user, Signature.SESSION


def image_from(request: Request | ApiRequest, data: Mapping[str, Any], field: str = "image") -> bytes:
    """The bytes of a drawn signature or photo: an uploaded file or a data URL; Invalid when it is missing."""
    upload = request.FILES.get(field)
    if upload:
        return upload.read()
    text = data.get(field) or ""
    if text.startswith("data:image/") and "," in text:
        try:
            return base64.b64decode(text.split(",", 1)[1], validate=True)
        except (binascii.Error, ValueError):
            pass
    raise Invalid("image", _("The signature or the photo is missing; sign or take it again."))
