"""Sign-in for programs, with the same session cookie."""

from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from core.contract import operation
from core.errors import NotAllowed
from core.types import JsonObject
from people.access import ApiRequest, by_method, needs, open_to_all
from people.models import User
from people.rights import SELF_MANAGE
from people.serializers import MeOut, SessionIn


@open_to_all
@operation("POST", takes=SessionIn, gives=MeOut, once=False, permission_classes=[AllowAny])
def session_open(request: Request, data: JsonObject) -> JsonObject:
    """Sign in. The answer carries the CSRF token for the next POST."""
    user = authenticate(request._request, **data)
    if user is None:
        raise NotAllowed("sign_in", _("The username or the password is wrong, or too many tries; wait a little."))
    login(request._request, user)
    return _me(request, user)


@open_to_all
@operation("DELETE", once=False, permission_classes=[AllowAny])
def session_close(request: Request) -> None:
    """Sign out."""
    logout(request._request)


session = by_method(session_open, session_close)


@needs(SELF_MANAGE)
@operation("GET", gives=MeOut)
def me(request: ApiRequest) -> JsonObject:
    """Who is signed in."""
    return _me(request, request.user)


def _me(request: Request, user: User) -> JsonObject:
    who = {"id": user.pk, "username": user.username, "name": user.name, "roles": sorted(user.roles)}
    return who | {"csrf": get_token(request._request)}
