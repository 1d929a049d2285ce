"""One decorator for each operation of the API: what it takes and gives is said once, carried out and described.

    @needs(RUNS_PLAN)
    @operation("POST", takes=PlanIn, gives=PlannedOut, status=201)
    def plan(request, data):
        return {"runs": run_plan(**data)}

`takes`: a serializer of the body, or of the query of a GET; the view gets its checked values as second argument.
`gives`: a serializer of what the view returns; a media type when it returns a file as a response; None for {}. Several
answers are a table {status: serializer}; the view then returns (status, value). `paged`: the view returns all the rows,
a queryset, and the caller gets the page that `?page=` and `?size=` ask for, with their count. `core.openapi` describes
all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from core.inputs import parsed
from core.pagination import page_at
from core.serializers import PageIn, counted
from core.types import JsonObject

Shape = type[Serializer] | str | None


@dataclass(frozen=True)
class Operation:
    """What one operation takes and gives. `once`: sent again with one Idempotency-Key, it is carried out once."""

    takes: type[Serializer] | None
    gives: Mapping[int, Shape]
    once: bool


class OperationView(Protocol):
    """A view made of an operation. `cls`: its class, which has `operations` by method; see core.idempotency too."""

    cls: type[Any]
    not_once: bool

    def __call__(self, request: HttpRequest, **path: Any) -> HttpResponseBase: ...


def operation(
    method: str,
    *,
    takes: type[Serializer] | None = None,
    gives: Shape | dict[int, Shape] = None,
    status: int = 200,
    once: bool = True,
    paged: bool = False,
    base: type[APIView] = APIView,
    **attributes: Any,
) -> Callable[[Callable[..., Any]], OperationView]:
    """Make a view out of a function of (request, values if it takes any, parts of the path).

    `attributes` of the view are as Django REST framework names them; `base` is for a family of views.
    """
    table = gives if isinstance(gives, dict) else {status: gives}
    if paged:
        assert method == "GET" and not isinstance(gives, dict | str | None), "a page is of rows of one shape"
        return _paged(method, takes, gives, base=base, **attributes)

    def decorate(function: Callable[..., Any]) -> OperationView:
        def handle(_view: APIView, request: Request, **path: Any) -> HttpResponseBase:
            sent = request.query_params if method == "GET" else request.data
            made = function(request, *([parsed(takes, sent)] if takes else []), **path)
            if isinstance(made, HttpResponseBase):
                return made
            return _answer(table, *(made if isinstance(gives, dict) else (status, made)))

        declared = {"operations": {method: Operation(takes, table, once and method != "GET")}, method.lower(): handle}
        names = {"__doc__": function.__doc__, "__module__": function.__module__, **attributes}
        return view_of(function.__name__, (base,), {**declared, **names}, once=once)

    return decorate


def _paged(
    method: str, takes: type[Serializer] | None, gives: type[Serializer], **attributes: Any
) -> Callable[[Callable[..., Any]], OperationView]:
    """The operation that cuts a page out of what a view returns."""
    asks = type(f"{takes.__name__}Page", (takes, PageIn), {}) if takes else PageIn

    def decorate(function: Callable[..., Any]) -> OperationView:
        @wraps(function)
        def cut(request: Request, asked: JsonObject, **path: Any) -> JsonObject:
            which = {name: asked.pop(name) for name in ("page", "size")}
            page = page_at(function(request, *([asked] if takes else []), **path), **which)
            return {"count": page.total, "results": page.items}

        return operation(method, takes=asks, gives=counted(gives), **attributes)(cut)

    return decorate


def view_of(name: str, bases: tuple[type[Any], ...], names: dict[str, Any], *, once: bool) -> OperationView:
    """The view of a class made here, which answers the methods of its `operations` alone."""
    methods = [*(method.lower() for method in names["operations"]), "options"]
    kind: Any = type(name, bases, {**names, "http_method_names": methods})
    view: OperationView = kind.as_view()
    view.not_once = not once
    return view


def _answer(table: Mapping[int, Shape], status: int, made: Any) -> Response:
    shape = table[status]
    assert not isinstance(shape, str), "a file is returned as a response"
    return Response(shape(made).data if shape else {}, status=status)
