"""Access, decided on the server for every route.

Each view names the rights that open it: `@needs(ORDERS_READ)`. Sign-in pages and the like say `@open_to_all`. The
sweep in the tests reads these marks from the URL resolver, so a route without one fails.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeGuard, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request as RestRequest

from core.contract import view_of
from core.errors import NotAllowed
from core.http import is_api
from people.models import User
from people.rights import Right


class Request(HttpRequest):
    """Never made: the request of a page behind `needs`, where somebody has signed in."""

    user: User


class ApiRequest(RestRequest):
    """Never made: the same of an API call."""

    user: User


def signed_in(request: HttpRequest) -> TypeGuard[Request]:
    """Whether somebody has signed in, for code that does not stand behind `needs`."""
    return request.user.is_authenticated


class View(Protocol):
    """A view with its marks: what it needs, and whether a command may be carried out again (core.idempotency).

    `rights`: what each method needs, where they differ (by_method).
    """

    needs: tuple[Right, ...]
    rights: dict[str, tuple[Right, ...]]
    not_once: bool

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def needs(*wanted: Right) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Let in a signed-in user who has at least one of these rights; 401 or the sign-in page, else 403."""
    assert wanted, "a view that needs nothing says so: open_to_all"

    def decorate(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return _sign_in(request)
            if not any(user.may(right) for right in wanted):
                raise NotAllowed("role", _("Your role may not open this page or do this."))
            return view(request, *args, **kwargs)

        return _marked(guarded, wanted)

    return decorate


def by_method(*views: Any) -> View:
    """One address for operations of several methods, each with its own rights (`rights`: method -> its needs)."""
    table = {method: view for view in views for method in view.cls.operations}
    operations = {method: view.cls.operations[method] for method, view in table.items()}
    names = {"operations": operations, "__module__": views[0].cls.__module__}
    kinds = tuple(view.cls for view in views)
    other = view_of(kinds[0].__name__, kinds, names, once=not all(view.not_once for view in views))

    @wraps(other)
    def chosen(request: HttpRequest, **path: Any) -> HttpResponseBase:
        view: View = table.get(request.method, other)
        return view(request, **path)

    marked = _marked(chosen, tuple(dict.fromkeys(right for view in views for right in view.needs)))
    marked.rights = {method: view.needs for method, view in table.items()}
    return marked


def address_for(user: User, name: str, query: str = "") -> str:
    """The address of this name when the person may open it, with its query; else ""."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    wanted: tuple[Right, ...] = getattr(resolve(address).func, "needs", ())
    if not any(user.may(right) for right in wanted):
        return ""
    return f"{address}?{query}" if query else address


def open_to_all(view: Callable[..., HttpResponseBase]) -> View:
    """Mark a view that needs no sign-in, and say so to the sweep."""
    return _marked(view, ())


def _marked(view: Callable[..., HttpResponseBase], wanted: tuple[Right, ...]) -> View:
    marked = cast(View, view)
    marked.needs = wanted
    return marked


def _sign_in(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        error = {"code": "sign_in", "message": _("Sign in first."), "where": {}, "reference": ""}
        return JsonResponse({"error": error}, status=401)
    return redirect_to_login(request.get_full_path())
