"""Who signs, out of a request: own session, another person's PIN on this device, or an outsider's drawn image."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.types import JsonObject
from people.access import ApiRequest, Request
from people.models import User
from people.services.accounts import signer_by_pin
from sheets.models import Signature


def signer_from(request: Request | ApiRequest, data: Mapping[str, Any]) -> tuple[User, str]:
    """(user, method) of who signs: `username` and `pin` in `data` name another person, else the session's user."""
    if data.get("username"):
        return signer_by_pin(username=data["username"], pin=data.get("pin", "")), Signature.PIN
    return request.user, Signature.SESSION


def signature_from(request: Request | ApiRequest, data: Mapping[str, Any]) -> JsonObject:
    """{side, signer, method, shown_hash}: a signature as the services of every room take it."""
    signer, method = signer_from(request, data)
    return {"side": data["side"], "signer": signer, "method": method, "shown_hash": data["shown_hash"]}


def image_from(request: Request | ApiRequest, data: Mapping[str, Any], field: str = "image") -> bytes:
    """The bytes of a drawn signature or photo: an uploaded file or a data URL; Invalid when it is missing."""
    return image_bytes(request.FILES.get(field) or data.get(field))


def image_bytes(given: Any) -> bytes:
    """The bytes of an uploaded file or a data URL; Invalid when it is neither."""
    if isinstance(given, UploadedFile):
        return given.read()
    if isinstance(given, str) and given.startswith("data:image/") and "," in given:
        try:
            return base64.b64decode(given.split(",", 1)[1], validate=True)
        except (binascii.Error, ValueError):
            pass
    raise Invalid("image", _("The signature or the photo is missing; sign or take it again."))
