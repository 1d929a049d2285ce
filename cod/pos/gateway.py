"""The seam to the POS terminals: signed requests, each nonce once, five minutes of clock difference at most.

The simulator signs with `sign_request`; a real acquirer's adapter would do the same.
"""

import datetime as dt
import hashlib
import hmac
import json
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cod.pos.models import Terminal, TerminalNonce
from core import clock
from core.errors import Refusal
from core.http import reference, refusal_json
from people.access import open_to_all

SKEW = dt.timedelta(minutes=5)


def sign_request(secret, method, path, timestamp, nonce, body):
    """Hex HMAC-SHA256 of a request. `timestamp`: whole seconds as text; `body`: bytes."""
    lines = [method.upper(), path, str(timestamp), nonce, hashlib.sha256(body).hexdigest()]
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def signed(view):
    """A gateway view: `view(request, terminal, data)` returns (status, answer). Unsigned requests get 401."""

    @open_to_all
    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request):
        terminal, fault = _terminal_of(request)
        if terminal is None:
            return _error(401, fault, _("The request is not signed as it must be."))
        try:
            data = json.loads(request.body)
            assert isinstance(data, dict)
        except (ValueError, AssertionError):
            return _error(422, "json", _("The body is not a JSON object."))
        try:
            status, answer = view(request, terminal, data)
        except Refusal as refusal:
            return JsonResponse({"error": refusal_json(refusal)}, status=refusal.status)
        return JsonResponse(answer, status=status)

    guarded.not_once = True
    return guarded


def _terminal_of(request):
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


def _nonce_new(terminal, nonce):
    try:
        with transaction.atomic():
            TerminalNonce.objects.create(terminal=terminal, nonce=nonce, at=clock.real_now())
    except IntegrityError:
        return False
    return True


def nonces_forget(*, business_date):
    """Timed job: nonces older than a day cannot be replayed any more, their timestamps are too old."""
    old = TerminalNonce.objects.filter(at__lt=clock.real_now() - dt.timedelta(days=1))
    return f"{old.delete()[0]} nonces"


def _error(status, code, message):
    error = {"code": code, "message": message, "where": {}, "reference": reference()}
    return JsonResponse({"error": error}, status=status)
