"""The seam to the POS terminals: signed requests, each nonce once, five minutes of clock difference at most.

The simulator signs with `sign_request`; a real acquirer's adapter would do the same.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import IO, Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cod.pos.models import Terminal, TerminalNonce
from core import clock
from core.contract import operation
from core.errors import Invalid, Refusal
from core.lifecycle import N_
from core.translatable import translatable
from core.types import JsonObject
from people.access import View, open_to_all

SKEW = dt.timedelta(minutes=5)


def sign_request(secret: str, method: str, path: str, timestamp: str, nonce: str, body: bytes) -> str:
    """Hex HMAC-SHA256 of a request. `timestamp`: whole seconds as text; `body`: bytes."""
    lines = [method.upper(), path, str(timestamp), nonce, hashlib.sha256(body).hexdigest()]
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


class Unsigned(Refusal):
    """The request is not a terminal's: 401."""

    status = 401


class TerminalAuthentication(BaseAuthentication):
    """The terminal that signed, as `request.auth`; a request that none signed is refused."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Terminal]:
        terminal, fault = _terminal_of(request)
        if terminal is None:
            raise Unsigned(fault, _("The request is not signed as it must be."))
        return AnonymousUser(), terminal


class TerminalScheme(OpenApiAuthenticationExtension):
    """How the description of the API tells of it: four headers, all of them."""

    target_class = TerminalAuthentication
    name = ["terminal", "timestamp", "nonce", "signature"]

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[str]]:
        return {name: [] for name in self.name}

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:
        return [{"type": "apiKey", "in": "header", "name": f"X-{name.title()}"} for name in self.name]


class TerminalParser(BaseParser):
    """A JSON object, whatever the terminal calls it."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> JsonObject:
        try:
            data = json.loads(stream.read())
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise Invalid("json", _("The body is not a JSON object."))
        return data


class TerminalView(APIView):
    """Views for terminals: nobody signs in, and fields are refused with one sentence each."""

    authentication_classes = [TerminalAuthentication]
    parser_classes = [TerminalParser]
    permission_classes: list[type] = []

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """JSON, whatever the terminal says that it accepts."""
        return JSONRenderer(), JSONRenderer.media_type

    def handle_exception(self, error: Exception) -> Response:
        if isinstance(error, ValidationError):
            fields = {name: " ".join(map(str, faults)) for name, faults in error.detail.items()}
            error = Invalid("invalid", _("Check the fields named here."), **fields)
        return super().handle_exception(error)


def signed(**declared: Any) -> Callable[[Callable[..., Any]], View]:
    """An operation of the gateway: a signed POST, each nonce once; see `core.contract.operation`."""

    def decorate(function: Callable[..., Any]) -> View:
        return open_to_all(operation("POST", once=False, base=TerminalView, **declared)(function))

    return decorate


def _terminal_of(request: Request) -> tuple[Terminal | None, str]:
    serial, stamp = request.headers.get("X-Terminal", ""), request.headers.get("X-Timestamp", "")
    nonce, signature = request.headers.get("X-Nonce", ""), request.headers.get("X-Signature", "")
    terminal = Terminal.objects.filter(serial=serial).first()
    if terminal is None or not (
        nonce and len(nonce) <= 64 and stamp.isascii() and stamp.isdigit() and len(stamp) <= 12
    ):
        return None, "unsigned"
    wanted = sign_request(terminal.secret, request.method, request.path, stamp, nonce, request.body)
    if not hmac.compare_digest(wanted, signature.lower()):
        return None, "signature"
    if abs(clock.real_now().timestamp() - int(stamp)) > SKEW.total_seconds():
        return None, "timestamp"
    return (terminal, "") if _nonce_new(terminal, nonce) else (None, "replayed")


def _nonce_new(terminal: Terminal, nonce: str) -> bool:
    try:
        with transaction.atomic():
            TerminalNonce.objects.create(terminal=terminal, nonce=nonce, at=clock.real_now())
    except IntegrityError:
        return False
    return True


def nonces_forget(*, business_date: dt.date) -> str:
    """Timed job: nonces older than a day cannot be replayed any more, their timestamps are too old."""
    old = TerminalNonce.objects.filter(at__lt=clock.real_now() - dt.timedelta(days=1))
    return translatable(N_("Nonces forgotten: %(count)s"), count=old.delete()[0])
