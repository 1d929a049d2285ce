"""Sign-in for programs, with the same session cookie."""

from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import NotAllowed
from core.types import JsonObject
from people.access import ApiRequest, needs, open_to_all
from people.models import User


class SessionIn(serializers.Serializer):
    username = serializers.CharField(max_length=40)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


@open_to_all
@api_view(["POST", "DELETE"])
@permission_classes([AllowAny])
def session(request: Request) -> Response:
    """POST signs in, DELETE signs out. The answer carries the CSRF token for the next POST."""
    if request.method == "DELETE":
        logout(request._request)
        return Response({})
    data = SessionIn(data=request.data)
    data.is_valid(raise_exception=True)
    user = authenticate(request._request, **data.validated_data)
    if user is None:
        raise NotAllowed("sign_in", _("The username or the password is wrong, or too many tries; wait a little."))
    login(request._request, user)
    return Response({**_me(user), "csrf": get_token(request._request)})


session.not_once = True


@needs("self.manage")
@api_view(["GET"])
def me(request: ApiRequest) -> Response:
    """Who is signed in."""
    return Response({**_me(request.user), "csrf": get_token(request._request)})


def _me(user: User) -> JsonObject:
    return {"id": user.pk, "username": user.username, "name": user.name, "roles": sorted(user.roles)}
