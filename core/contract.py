"""One decorator for each operation of the API: what it takes and gives is said once, carried out and described.

    @needs(RUNS_PLAN)
    @operation("POST", takes=PlanIn, gives=PlannedOut, status=201)
    def run_plan(request, data):
        return {"runs": run_plan(**data)}

`takes`: a serializer of the body, or of the query of a GET; the view gets its checked values as second argument.
`gives`: a serializer of what the view returns; a media type when it returns a file as a response; None for {}. Several
answers are a table {status: serializer}; the view then returns (status, value). `core.openapi` describes all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from core.inputs import parsed

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
    base: type[APIView] = APIView,
    **attributes: Any,
) -> Callable[[Callable[..., Any]], OperationView]:
    """Make a view out of a function of (request, values if it takes any, parts of the path).

    `attributes` of the view are as Django REST framework names them; `base` is for a family of views.
    """
    table = gives if isinstance(gives, dict) else {status: gives}

    def decorate(function: Callable[..., Any]) -> OperationView:
        def handle(_view: APIView, request: Request, **path: Any) -> HttpResponseBase:
            sent = request.query_params if method == "GET" else request.data
            made = function(request, *([parsed(takes, sent)] if takes else []), **path)
            if isinstance(made, HttpResponseBase):
                return made
            return _answer(table, *(made if isinstance(gives, dict) else (status, made)))

        said = {"operations": {method: Operation(takes, table, once and method != "GET")}, method.lower(): handle}
        names = {"__doc__": function.__doc__, "__module__": function.__module__, **attributes}
        return view_of(function.__name__, (base,), {**said, **names}, once=once)

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
