"""No list answers 500 to what people or programs write into its address, whatever it is."""

import inspect
import re

import pytest

from people import roles
from tests.architecture.routes import Visitor, routes
from tests.architecture.test_access import HEAVY, is_allowed, member

pytestmark = pytest.mark.django_db
ODD = ("\u00b2", "abc", "%00", "9" * 25, "2026-13-45", "-1")
# What a view reads from its query: request.GET.get("q"), request.GET["year"], asked.get("status").
READS = re.compile(r"""GET(?:\.get\(|\[)"(\w+)"|_GET, "(\w+)\"""")
EVERYWHERE = {"page", "size", "date", "business_date", "q", "status"}


def asked():
    """(route, role, names that its view's module reads from the query)."""
    for route in routes():
        readers = [role for role in roles.ROLES if is_allowed(route, role)]
        if not route.of_rows and route.needs and route.pattern not in HEAVY and readers:
            source = inspect.getsource(inspect.getmodule(inspect.unwrap(route.view)))
            yield route, readers[0], EVERYWHERE | {name for pair in READS.findall(source) for name in pair if name}


def test_odd_words_in_an_address_are_no_fault(busy_day):
    visitors, wrong, tried = {}, [], 0
    for route, role, names in asked():
        visitor = visitors.setdefault(role, Visitor(member(busy_day, role)))
        for odd in ODD:
            path = f"{route.path()}?{'&'.join(f'{name}={odd}' for name in sorted(names))}"
            tried += 1
            if visitor.ask("GET", path).status_code >= 500:
                wrong.append(path)
    assert not wrong, "\n".join(wrong)
    assert tried > 300


@pytest.mark.parametrize("kind", ["json", "form"])
def test_a_program_that_tries_too_often_is_told_so(db, client, kind):
    wrong = {"username": "nobody", "password": "y"}
    for _ in range(16):
        answer = client.post(
            "/api/v1/session/", wrong, **({"content_type": "application/json"} if kind == "json" else {})
        )
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "locked")


@pytest.mark.parametrize("path", ["/stock/move/", "/slips/mark/"])
def test_odd_ids_in_a_form_are_left_out(busy_day, path):
    """Each is read by `core.inputs.ids_of`: no number, or one that no id has, names nothing."""
    role = next(role for role in roles.ROLES if any(r.path() == path and is_allowed(r, role, "POST") for r in routes()))
    visitor = Visitor(member(busy_day, role))
    visitor.client.cookies.load(visitor.cookies)
    answer = visitor.client.post(path, {"pick": ["\u00b2", "9" * 25, "-1"], "area": "normal", "date": "x"})
    assert answer.status_code < 500
