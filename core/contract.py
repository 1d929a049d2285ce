"""One decorator for each operation of the API: what it takes and gives is said once, carried out and described.

    @needs("runs.plan")
    @operation("POST", takes=PlanIn, gives=PlannedOut, status=201)
    def run_plan(request, data):
        return {"runs": run_plan(**data)}

`takes`: a serializer of the body, or of the query of a GET; the view gets its checked values as second argument.
`gives`: a serializer of what the view returns; a media type when it returns a file as a response; None for {}. Several
answers are a table {status: serializer}; the view then returns (status, value). `core.openapi` describes all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from core.inputs import parsed

View = Callable[..., HttpResponseBase]
Shape = type[Serializer] | str | None


@dataclass(frozen=True)
class Operation:
    """What one operation takes and gives. `once`: sent again with one Idempotency-Key, it is carried out once."""

    takes: type[Serializer] | None
    gives: Mapping[int, Shape]
    once: bool


def operation(
    method: str,
    *,
    takes: type[Serializer] | None = None,
    gives: Shape | dict[int, Shape] = None,
    status: int = 200,
    once: bool = True,
    base: type[APIView] = APIView,
    **attributes: Any,
) -> Callable[[Callable[..., Any]], View]:
    """Make a view out of a function of (request, values if it takes any, parts of the path).

    `attributes` of the view are as Django REST framework names them; `base` is for a family of views.
    """
    table = gives if isinstance(gives, dict) else {status: gives}
    said = Operation(takes, table, once and method != "GET")

    def decorate(function: Callable[..., Any]) -> View:
        def handle(_view: APIView, request: Request, **path: Any) -> HttpResponseBase:
            sent = request.query_params if method == "GET" else request.data
            made = function(request, *([parsed(takes, sent)] if takes else []), **path)
            if isinstance(made, HttpResponseBase):
                return made
            return _answer(table, *(made if isinstance(gives, dict) else (status, made)))

        handle.operation, handle.__doc__ = said, function.__doc__
        names = {"__doc__": function.__doc__, "__module__": function.__module__, method.lower(): handle}
        names |= {"http_method_names": [method.lower(), "options"], **attributes}
        view = type(function.__name__, (base,), names).as_view()
        view.not_once = not once
        return view

    return decorate


def _answer(table: Mapping[int, Shape], status: int, made: Any) -> Response:
    shape = table[status]
    return Response(shape(made).data if shape else {}, status=status)
