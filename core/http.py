"""One map from refusals to answers, and the request's clock.

A page gets a page, a fragment a fragment, an API call JSON `{"error": {code, message, where, reference}}`.
"""

import logging
import secrets
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import clock, deadlines
from core.errors import Invalid, Missing, NotAllowed, Refusal, TooLarge
from core.types import GetResponse, JsonObject

log = logging.getLogger("handover.http")


class RefusalAnswer(HttpResponse):
    """Never made: an answer that carries its refusal, for the middlewares around it."""

    refusal: Refusal


class ClockMiddleware:
    """Pin the clock and the hours of the day: one request sees one reading of each."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with clock.pinned(), deadlines.pinned():
            return self.get_response(request)


class RefusalMiddleware:
    """Turn refusals into answers; everything else goes on to the 500 page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        refusal: Refusal | None = getattr(response, "refusal", None)
        if refusal is not None and refusal.afterwards:
            refusal.afterwards()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> RefusalAnswer | None:
        return answer_to(request, error)


def answer_to(request: HttpRequest, error: Exception) -> RefusalAnswer | None:
    """The answer to an exception that a person can act on; None for everything else."""
    if isinstance(error, RequestDataTooBig):
        error = TooLarge("request_size", _("The request is too large."))
    if isinstance(error, OverflowError) and "date" in str(error):  # the day before the first date, or after the last
        error = Invalid("date", _("This date is too far away."))
    if isinstance(error, ValueError) and "NUL (0x00)" in str(error):  # as PostgreSQL's driver refuses it
        error = Invalid("nul", _("A text holds a sign that no text may hold."))
    return refusal_answer(request, error) if isinstance(error, Refusal) else None


def is_api(request: HttpRequest) -> bool:
    """Whether this request wants JSON."""
    return request.path.startswith("/api/")


def refusal_answer(request: HttpRequest, error: Refusal) -> RefusalAnswer:
    """The answer for a refusal: JSON, or back to the form with the message, or an error page."""
    response = cast(RefusalAnswer, _refusal_response(request, error))
    response.refusal = error
    return response


def _refusal_response(request: HttpRequest, error: Refusal) -> HttpResponse:
    if is_api(request):
        return JsonResponse({"error": refusal_json(error)}, status=error.status)
    back = request.POST.get("_back") if request.method == "POST" else None
    if back and back.startswith("/") and not back.startswith("//") and not request.headers.get("HX-Request"):
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    return error_page(request, error.status, str(error))


def refusal_json(error: Refusal) -> JsonObject:
    """The JSON of a refusal."""
    where = {name: str(value) for name, value in error.where.items()}
    return {"code": error.code, "message": str(error), "where": where, "reference": reference()}


def error_page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """An error page in the user's language with a reference number."""
    number = reference()
    log.warning("answer %s reference %s path %s", status, number, request.path)
    if is_api(request):
        error = {"code": str(status), "message": message, "where": {}, "reference": number}
        return JsonResponse({"error": error}, status=status)
    template = f"errors/{status}.html" if status in {400, 403, 404, 409, 413, 422, 500} else "errors/422.html"
    context = {"message": message, "reference": number, "fragment": bool(request.headers.get("HX-Request"))}
    return render(request, template, context, status=status)


def reference() -> str:
    """A short number that a person can read out on the phone."""
    return secrets.token_hex(3).upper()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if is_api(request):
        return error_page(request, 403, _("The CSRF token is missing or old; fetch it from /api/v1/me/."))
    number = reference()
    return render(request, "errors/csrf.html", {"reference": number}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def api_exception(error: Exception, context: JsonObject) -> HttpResponse | None:
    """DRF's exception handler: the same map for the same refusals."""
    from rest_framework.views import exception_handler

    if isinstance(error, Http404):
        error = Missing("not_found", _("It is not there, or not for you."))
    if isinstance(error, PermissionDenied):
        error = NotAllowed("role", _("Your role may not do this."))
    if isinstance(error, Refusal):
        refused = cast(RefusalAnswer, _api_answer(error.status, refusal_json(error)))
        refused.refusal = error
        return refused
    answer = exception_handler(error, context)
    if answer is not None:
        details = answer.data if isinstance(answer.data, dict) else {"detail": answer.data}
        fields = {name: str(value) for name, value in details.items()}
        message = _("Check the fields named here.") if answer.status_code == 400 else str(fields.get("detail", ""))
        status = 422 if answer.status_code == 400 else answer.status_code
        return _api_answer(status, {"code": "invalid", "message": message, "where": fields, "reference": reference()})
    return None


def _api_answer(status: int, error: JsonObject) -> HttpResponse:
    from rest_framework.response import Response

    return Response({"error": error}, status=status)
