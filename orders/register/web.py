"""What the pages and the API of this room share: who signs in a request, and a file as an answer."""

from django.http import HttpResponse

from core.files import content_of
from core.workbooks import XLSX
from sheets.kinds import CARRIER
from sheets.signing import image_from, signer_from


def signing_of(request, values, data):
    """Who signs, as `arrival_sign` takes it: {signer, method} or, for the carrier's man, {name, image, paper}."""
    if values["side"] == CARRIER:
        return {"name": values["name"], "image": image_from(request, data), "paper": values.get("method") == "paper"}
    signer, method = signer_from(request, data)
    return {"signer": signer, "method": method}


def file_answer(stored):
    """A stored file as a download."""
    answer = HttpResponse(content_of(stored), content_type=stored.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{stored.name}"'
    return answer


def book_answer(content, name):
    """The bytes of a workbook as a download."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
