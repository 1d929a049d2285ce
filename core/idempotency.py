"""The same command sent twice is carried out once and answered twice.

A form carries a hidden `_once` token, an API call the header `Idempotency-Key`. Key, command and stored answer are
one transaction; a refusal rolls all of it back, so it may be mended and sent again with the same key.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict, Invalid
from core.http import answer_to
from core.models import IdempotencyKey
from core.types import GetResponse

MAX_KEY = 80
MAX_BODY = 200_000


class IdempotencyMiddleware:
    """Innermost middleware: wraps a keyed POST and its stored answer in one transaction."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer a keyed command here; leave every other request alone."""
        key = _key_of(request)
        if not key or getattr(view, "not_once", False):
            return None
        try:
            return _once(request, _checked(key), lambda: view(request, *args, **kwargs))
        except Exception as error:
            # Django asks no process_exception about what a process_view raises.
            response = answer_to(request, error)
            if response is None:
                raise
            return response


def _checked(key: str) -> str:
    if len(key) > MAX_KEY:
        raise Invalid("idempotency_key", _("The idempotency key is longer than 80 characters."))
    return key


def _key_of(request: HttpRequest) -> str:
    if request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
        return ""
    return request.headers.get("Idempotency-Key") or request.POST.get("_once", "")


def _once(request: HttpRequest, key: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    user_id = getattr(request.user, "pk", None) or 0
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        row = _insert(user_id, key, fingerprint)
        if row is None:
            return _again(user_id, key, fingerprint)
        response = answer()
        if hasattr(response, "render") and callable(response.render) and not getattr(response, "is_rendered", True):
            response = response.render()
        if response.status_code < 400 and isinstance(response, HttpResponse) and not hasattr(response, "refusal"):
            _keep(row, response)
        else:
            transaction.set_rollback(True)
    return response


def _insert(user_id: int, key: str, fingerprint: str) -> IdempotencyKey | None:
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(
                user_id=user_id, key=key, fingerprint=fingerprint, created_at=clock.now()
            )
    except IntegrityError:
        return None


def _again(user_id: int, key: str, fingerprint: str) -> HttpResponse:
    row = IdempotencyKey.objects.get(user_id=user_id, key=key)
    if row.fingerprint != fingerprint:
        raise Conflict("idempotency_reuse", _("This key was used for another command; send a new one."))
    response = HttpResponse(bytes(row.body), status=row.status, content_type=row.content_type)
    if row.location:
        response["Location"] = row.location
    response["Idempotent-Replay"] = "true"
    return response


def _keep(row: IdempotencyKey, response: HttpResponse) -> None:
    body = response.content if len(response.content) <= MAX_BODY else b""
    IdempotencyKey.objects.filter(pk=row.pk).update(
        status=response.status_code,
        content_type=response.get("Content-Type", ""),
        location=response.get("Location", ""),
        body=body,
    )


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            if name != "csrfmiddlewaretoken":
                digest.update(f"{name}={values}\n".encode())
        for name in sorted(request.FILES):
            upload = request.FILES.getlist(name)[-1]
            digest.update(f"{name}:{upload.name}:{upload.size}\n".encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    elif request.content_type == "application/x-www-form-urlencoded":
        for name, values in sorted(request.POST.lists()):
            if name != "csrfmiddlewaretoken":
                digest.update(f"{name}={values}\n".encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()
