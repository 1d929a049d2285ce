"""What the pages and the API of this room share: who signs in a request, and a file as an answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from core.files import content_of
from core.models import StoredFile
from core.types import JsonObject
from core.workbooks import XLSX
from people.access import ApiRequest, Request
from sheets.kinds import CARRIER
from sheets.signing import image_bytes, signer_from


def signing_of(request: Request | ApiRequest, data: Mapping[str, Any], image: object) -> JsonObject:
    """Who signs, as `arrival_sign` takes it: {signer, method} or, for the carrier's man, {name, image, paper}.

    `data`: side, name, method, username and pin as far as they were sent; `image`: an uploaded file or a data URL.
    """
    if data.get("side") == CARRIER:
        return {"name": data.get("name", ""), "image": image_bytes(image), "paper": data.get("method") == "paper"}
    signer, method = signer_from(request, data)
    return {"signer": signer, "method": method}


def file_answer(stored: StoredFile) -> HttpResponse:
    """A stored file as a download."""
    answer = HttpResponse(content_of(stored), content_type=stored.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{stored.name}"'
    return answer


def book_answer(content: bytes, name: str) -> HttpResponse:
    """The bytes of a workbook as a download."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
