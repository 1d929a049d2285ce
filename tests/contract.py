"""Every answer of the API in the whole suite is held against its description (what /api/schema/ shows).

A plugin: Django's test client checks what it gets, whoever uses it. Objects are closed here: a field that is not
described is as wrong as one that is missing or of another type.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

URLS = "config.urls"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FORMATS = FormatChecker(("date",))


class ContractBroken(AssertionError):
    """An answer is not as described."""


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: Any) -> bool:
    """Whether a text is a moment with its zone."""
    return not isinstance(value, str) or dt.datetime.fromisoformat(value).tzinfo is not None


@cache
def description(urlconf: str = URLS) -> dict[str, Any]:
    """The description of the API, its objects closed."""
    return _closed(SchemaGenerator(urlconf=urlconf).get_schema(request=None, public=True))


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if "properties" in part and part.get("type") == "object" else {}
    return closed | {name: _closed(inner) for name, inner in part.items()}


@cache
def operations(urlconf: str = URLS) -> dict[tuple[str, str], dict[str, Any]]:
    """{(GET, route with {} for its parameters): operation}."""
    paths = description(urlconf)["paths"].items()
    return {
        (method, re.sub(r"{\w+}", "{}", path)): item[method.lower()]
        for path, item in paths
        for method in METHODS
        if method.lower() in item
    }


def operation_of(method: str, route: str, urlconf: str = URLS) -> dict[str, Any] | None:
    """The operation of a route as the URL resolver writes it, or None."""
    return operations(urlconf).get((method, "/" + re.sub(r"<[^>]+>", "{}", route)))


def check(method: str, path: str, answer: Any) -> None:
    """Raise ContractBroken unless an answer is as described."""
    said = _answer_said(method, path, answer.status_code)
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if said is None or kind not in said["content"]:
        raise ContractBroken(f"{method} {path} is not said to answer {answer.status_code} {kind}")
    if kind == "application/json":
        faults = "; ".join(_faults(said["content"][kind]["schema"], json.loads(answer.content)))
        if faults:
            raise ContractBroken(f"{method} {path} {answer.status_code}: {faults}")


def _answer_said(method: str, path: str, status: int) -> dict[str, Any] | None:
    """What is said of an answer; a refusal is the same everywhere, also where there is no operation."""
    operation = operation_of(method, _route(path)) or {"responses": {}}
    refused = description()["components"]["responses"]["Refused"] if status >= 400 else None
    return operation["responses"].get(str(status), refused)


def _route(path: str) -> str:
    try:
        return resolve(path).route
    except Resolver404:
        return ""


def _faults(schema: dict[str, Any], value: Any) -> Iterator[str]:
    whole = schema | {"components": description()["components"]}
    for fault in Draft202012Validator(whole, format_checker=FORMATS).iter_errors(value):
        yield f"{fault.json_path} {fault.message[:200]}"


@pytest.fixture(autouse=True, scope="session")
def answers_checked() -> Iterator[None]:
    """The test client looks at every answer of the API, but for the description itself."""
    plain = Client.request

    def request(self: Client, **environ: Any) -> Any:
        answer, path = plain(self, **environ), environ.get("PATH_INFO", "")
        if path.startswith("/api/") and not path.startswith(("/api/schema/", "/api/docs/")):
            check(environ["REQUEST_METHOD"], path, answer)
        return answer

    with mock.patch.object(Client, "request", request):
        yield
