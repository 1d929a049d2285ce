"""What follows a signed-in person on every request: language, forced password change, idle lock."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.http import is_api
from core.types import GetResponse
from people.models import User
from people.roles import DRIVER

IDLE = "idle_since"
LOCKED = "locked"
FREE_PATHS = ("/static/", "/healthz", "/login/", "/logout/", "/language/")


class PersonMiddleware:
    """Speak the person's language; send him to a forced password change or the unlock page first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        return _held_back(request, user) or self.get_response(request)


def _held_back(request: HttpRequest, user: User) -> HttpResponse | None:
    if request.path.startswith(FREE_PATHS):
        return None
    if user.must_change_password:
        return _send_to(request, "password_change", _("Change your password first."))
    seen, now = request.session.get(IDLE), clock.real_now().timestamp()
    if request.session.get(LOCKED) or (seen and now - seen > _limit(user)):
        request.session[LOCKED] = True
        return _send_to(request, "unlock", _("The page was idle; enter your password to go on."))
    if not seen or now - seen > 30:
        request.session[IDLE] = now
    return None


def _limit(user: User) -> int:
    # A driver's phone lies in the van between stops; his session is 16 hours with PIN re-entry.
    return 16 * 3600 if user.roles == {DRIVER} else settings.IDLE_LOCK_SECONDS


def _send_to(request: HttpRequest, name: str, message: str) -> HttpResponse | None:
    path = reverse(name)
    if request.path == path:
        return None
    if is_api(request):
        error = {"code": name, "message": message, "where": {}, "reference": ""}
        return JsonResponse({"error": error}, status=403)
    return HttpResponseRedirect(f"{path}?next={request.get_full_path()}" if request.method == "GET" else path)
