"""Every address of the product, as the URL resolver knows it, and two ways to call one."""

import ast
import inspect
import re
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from importlib import import_module

from django.apps import apps
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve
from django_htmx.middleware import HtmxDetails

from core.errors import Refusal

METHODS = ("GET", "POST")
NOBODYS = 999999
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# What a parameter means: the first rule whose pattern matches the route and the parameter wins.
ROWS = (
    (r"^(api/v1/)?users/", "people.User"),
    (r"^(api/v1/|d/me/)?sheets/", "sheets.Sheet"),
    (r"imports/drafts/", "orders.ImportDraft"),
    (r"imports/", "orders.ImportBatch"),
    (r"items/<int:item>", "orders.GoodsItem"),
    (r"^standard/", "orders.DamageStandard"),
    (r"^bank/", "cod.BankFile"),
    (r"^(api/v1/)?arrivals/", "orders.Arrival"),
    (r"^(api/v1/)?exceptions/", "orders.ExceptionCase"),
    (r"^(api/v1/)?feedback/", "orders.FeedbackExport"),
    (r"^(api/v1/)?(orders|calls)/", "orders.Order"),
    (r"fleet/drivers/", "dispatch.Driver"),
    (r"fleet/vehicles/", "dispatch.Vehicle"),
    (r"(d/run|driver)/stops/", "dispatch.RunStop"),
    (r"^(api/v1/)?(runs|evening|returns)/", "dispatch.Run"),
    (r"pos/issues/", "cod.PosIssue"),
    (r"pos/terminals/", "cod.Terminal"),
    (r"driver-totals/", "cod.DriverTotal"),
    (r"cod-sheets/", "cod.CodSheet"),
    (r"statements/", "reconciliation.Statement"),
    (r"payments/", "reconciliation.PaymentRequest"),
    (r"files/", "core.StoredFile"),
)


@dataclass(frozen=True)
class Route:
    """A route: its pattern from the root, and the view behind it."""

    pattern: str
    view: object

    @property
    def needs(self):
        """The actions of which one is needed; () for everybody; None when the mark is missing."""
        return getattr(self.view, "needs", None)

    def needs_for(self, method):
        """The actions of which one is needed for a method: an address of several operations has rights for each."""
        return getattr(self.view, "rights", {}).get(method, self.needs)

    @property
    def posting_needs(self):
        """Actions that a page needs on top before it changes anything: the marks of its helpers, from its source."""
        return demanded(self.view.__module__, getattr(self.view, "cls", self.view).__name__)

    @property
    def is_api(self):
        return self.pattern.startswith("api/")

    @property
    def of_rows(self):
        return bool(PARAMETER.search(self.pattern))

    def path(self):
        """An address with ids that exist where there are any."""
        return "/" + PARAMETER.sub(lambda found: str(self._value(found)), self.pattern)

    def _value(self, found):
        if found[0].startswith(("<slug", "<str")):
            return "keeper"
        until = self.pattern[: found.end()]
        if found[1] == "item":
            return first_id("orders.GoodsItem")
        model = next((label for rule, label in ROWS if "item" not in rule and re.search(rule, until)), None)
        return first_id(model) if model else NOBODYS


@cache
def demanded(module, name):
    """The actions that functions of a module need which a function there calls."""
    functions = {node.name: node for node in ast.walk(_tree(module)) if isinstance(node, ast.FunctionDef)}
    waiting, seen, found = [name], set(), set()
    while waiting:
        function = waiting.pop()
        if function in seen or function not in functions:
            continue
        seen.add(function)
        found |= set(_marks(functions[function])) if function != name else set()
        calls = [node for node in ast.walk(functions[function]) if isinstance(node, ast.Call)]
        waiting += [call.func.id for call in calls if isinstance(call.func, ast.Name)]
    return {getattr(import_module(module), name) for name in found}


def _marks(function):
    """The names of the rights of `@needs(...)` on a helper of a view."""
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "needs":
            yield from (right.id for right in mark.args)


@cache
def _tree(module):
    return ast.parse(inspect.getsource(import_module(module)))


def first_id(label):
    """The id of the oldest row, or one that is nobody's."""
    return apps.get_model(label).objects.order_by("pk").values_list("pk", flat=True).first() or NOBODYS


def routes(urlconf=None):
    """Every route of the URL resolver."""
    return list(_walk(get_resolver(urlconf), ""))


def _walk(resolver, before):
    for pattern in resolver.url_patterns:
        whole = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, whole)
        else:
            yield Route(whole, pattern.callback)


def unmarked(urlconf=None):
    """Patterns of routes whose view says nothing about who may come in."""
    return [route.pattern for route in routes(urlconf) if route.needs is None]


@dataclass(frozen=True)
class Answer:
    """What came of a request: its status, and the code of the refusal if it was one."""

    status: int
    code: str = ""
    fault: str = ""
    location: str = ""

    @property
    def for_role(self):
        """Whether this is a 403 because of the person's role, and no other refusal."""
        return self.status == 403 and self.code in {"", "role"}


class Visitor:
    """Somebody with a session (or none) who asks through everything there is; what a request did is undone."""

    def __init__(self, user=None):
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method, path):
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            answer = self.client.generic(method, path, content_type=_type(method, path))
            transaction.set_rollback(True)
        return answer

    def answer(self, method, route):
        response = self.ask(method, route.path())
        return _answer(response)


class Knocker:
    """The same without what lies before the view: fast enough for every route and every role."""

    def __init__(self, user):
        self.user = user

    def answer(self, method, route):
        return self.at(method, route.path())

    def at(self, method, path):
        with transaction.atomic():
            answer = self._knock(method, path)
            transaction.set_rollback(True)
        return answer

    def _knock(self, method, path):
        request = RequestFactory().generic(method, path, content_type=_type(method, path))
        request.user, request.session, request.htmx = self.user, SessionStore(), HtmxDetails(request)
        request._messages, request._dont_enforce_csrf_checks = FallbackStorage(request), True
        match = resolve(path)
        try:
            response = match.func(request, *match.args, **match.kwargs)
            if not getattr(response, "is_rendered", True):
                response.render()
        except Refusal as refusal:
            return Answer(refusal.status, refusal.code)
        except Http404:
            return Answer(404)
        except PermissionDenied:
            return Answer(403)
        except Exception as error:
            return Answer(500, fault=f"{type(error).__name__}: {error}"[:80])
        return _answer(response)


def _answer(response):
    code = getattr(getattr(response, "refusal", None), "code", "")
    return Answer(response.status_code, code, location=response.get("Location", ""))


def _type(method, path):
    if method == "GET":
        return "application/octet-stream"
    return "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"
