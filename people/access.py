"""Access, decided on the server for every route.

Each view names its action: `@needs("orders.read")`. Sign-in pages and the like say `@open_to_all`. The sweep in the
tests reads these marks from the URL resolver, so a route without one fails.
"""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.http import is_api
from people.roles import ACTIONS


def needs(*actions):
    """Let in a signed-in user who may do at least one of these actions; 401 or the sign-in page, else 403."""
    assert actions and set(actions) <= set(ACTIONS), f"unknown action in {actions}"

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            user = request.user
            if not user.is_authenticated:
                return _sign_in(request)
            if not any(user.may(action) for action in actions):
                raise NotAllowed("role", _("Your role may not open this page or do this."))
            return view(request, *args, **kwargs)

        guarded.needs = actions
        return guarded

    return decorate


def demand(user, action):
    """Refuse, inside a view that also serves others, a person who may not do this action."""
    if not user.may(action):
        raise NotAllowed("role", _("Your role may not open this page or do this."))


def open_to_all(view):
    """Mark a view that needs no sign-in, and say so to the sweep."""
    view.needs = ()
    return view


def _sign_in(request):
    if is_api(request):
        error = {"code": "sign_in", "message": _("Sign in first."), "where": {}, "reference": ""}
        return JsonResponse({"error": error}, status=401)
    return redirect_to_login(request.get_full_path())
