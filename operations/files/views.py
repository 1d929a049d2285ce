"""Stored files and the download centre."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render

from core.files import content_of
from core.pagination import page_of
from operations.files import selectors as files
from people.access import Request, needs
from people.rights import SELF_MANAGE


@needs(SELF_MANAGE)
def file(request: Request, pk: int) -> HttpResponse:
    """A stored file, for those who may see what it is about."""
    stored = files.file_for(request.user, pk)
    answer = HttpResponse(content_of(stored), content_type=stored.content_type)
    kind = "inline" if stored.content_type.startswith("image/") else "attachment"
    answer.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(stored.name)}"
    return answer


@needs(SELF_MANAGE)
def downloads(request: Request) -> HttpResponse:
    """The download centre."""
    page = page_of(files.files_for(request.user), request)
    return render(request, "operations/files/downloads.html", {"page": page})
