"""The description of the API is whole and true: every route is in it, and every answer is as it says.

`tests/contract.py` holds every answer of the whole suite against it; here stand the sweep and its own proofs.
"""

import re

import pytest
from django.core.management import call_command
from django.http import HttpResponse, JsonResponse
from django.urls import path
from drf_spectacular.management.commands.spectacular import SchemaGenerationError
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from people import roles
from people.access import open_to_all
from people.serializers import MeOut
from tests.architecture.conftest import DAY
from tests.architecture.routes import Visitor, routes
from tests.architecture.test_access import is_allowed, member
from tests.contract import METHODS, ContractBroken, check, description, is_moment, operation_of, operations

pytestmark = pytest.mark.django_db
DESCRIBING = {"api/schema/", "api/docs/"}
# Fields of answers that may be left out; everything else is always there.
LEFT_OUT = {
    "BankRefused.problems",
    "Draft.missing_titles",
    "Draft.unknown_titles",
    "RunPlan.vehicle",  # a suggestion has the shape that a plan is taken in
    "Terminal.secret",
}
# What nobody has on the busy day; the tests of the import ask for these.
ELSEWHERE = {"api/v1/imports/drafts/<int:pk>/", "api/v1/imports/drafts/<int:pk>/failed.xlsx"}


def undescribed(urlconf: str = "config.urls") -> list[str]:
    """Routes of the API that the description does not know."""
    found = [route for route in routes(urlconf) if route.is_api and route.pattern not in DESCRIBING]
    return [route.pattern for route in found if not any(operation_of(m, route.pattern, urlconf) for m in METHODS)]


def test_every_route_is_described():
    assert undescribed() == []


def test_a_planted_route_without_a_description_is_found():
    assert undescribed("tests.architecture.test_contract") == ["api/v1/plain/", "api/v1/framed/<int:pk>/"]
    with pytest.raises(SchemaGenerationError):
        call_command("spectacular", urlconf="tests.architecture.test_contract", fail_on_warn=True, file="/dev/null")


def test_the_description_is_valid_and_without_a_warning():
    call_command("spectacular", fail_on_warn=True, validate=True, file="/dev/null")


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for operation in operations().values()]
    assert len(set(names)) == len(names) >= 90
    assert {"get_runs", "get_runs_id", "post_runs_id_issue", "post_pos_v1_sale"} <= set(names)


def test_every_command_says_its_key_and_every_operation_its_refusal():
    for (method, route), operation in operations().items():
        key = {"$ref": "#/components/parameters/IdempotencyKey"} in operation.get("parameters", [])
        assert key == (method == "POST" and "session" not in route and "/pos/v1/" not in route), route
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Refused"}


def test_answers_leave_nothing_out():
    shapes = {name: shape for name, shape in description()["components"]["schemas"].items() if "Request" not in name}
    found = {
        f"{name}.{field}"
        for name, shape in shapes.items()
        for field in set(shape["properties"]) - set(shape.get("required", []))
    }
    assert found == LEFT_OUT


def test_every_reading_operation_answers_as_described(busy_day):
    """Each GET by somebody who may, on the busy day; the test client holds the answer against the description."""
    visitors = {role: Visitor(member(busy_day, role)) for role in roles.ROLES}
    query, unanswered = f"?business_date={DAY}&from={DAY}&to={DAY}", set()
    for route in [route for route in routes() if operation_of("GET", route.pattern)]:
        role = next(role for role in roles.ROLES if is_allowed(route, role))
        if visitors[role].ask("GET", route.path() + query).status_code != 200:
            unanswered.add(route.pattern)
    assert unanswered == ELSEWHERE


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (lambda shown: shown | {"more": 1}, "more"),
        (lambda shown: {"id": 1}, "required"),
        (lambda shown: shown | {"id": "1"}, "$.id"),
        (lambda shown: shown | {"name": None}, "$.name"),
        (lambda shown: shown | {"roles": [1]}, "$.roles[0]"),
    ],
)
def test_a_planted_answer_that_is_not_as_described_is_found(busy_day, client, monkeypatch, planted, found):
    client.force_login(busy_day.keeper)
    assert client.get("/api/v1/me/").status_code == 200
    shown = MeOut.to_representation
    monkeypatch.setattr(MeOut, "to_representation", lambda self, who: planted(shown(self, who)))
    with pytest.raises(ContractBroken, match=re.escape(found)):
        client.get("/api/v1/me/")


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("a page"),
        HttpResponse("{}", status=202),
        JsonResponse({}, status=201),
        JsonResponse({}, status=403),
    ],
)
def test_a_planted_answer_of_another_kind_or_status_is_found(answer):
    with pytest.raises(ContractBroken):
        check("GET", "/api/v1/me/", answer)


def test_a_moment_says_its_zone():
    assert is_moment("2026-11-17T01:00:00Z") and not is_moment("2026-11-17T01:00:00")


# Addresses made for the proofs above.
@open_to_all
@api_view(["GET"])
def framed(request: Request, pk: int) -> Response:
    raise AssertionError("never called")


urlpatterns = [
    path("api/v1/plain/", open_to_all(lambda request: HttpResponse())),
    path("api/v1/framed/<int:pk>/", framed),
    path("a/page/", open_to_all(lambda request: HttpResponse())),
]
