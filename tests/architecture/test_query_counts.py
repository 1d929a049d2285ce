"""How many queries each list costs: the same for five orders as for fifteen, and no more than was recorded.

After a wanted change run with RECORD_QUERY_COUNTS=1 in the environment, and look at the difference.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from orders.exceptions.cases import OTHER
from orders.exceptions.services.cases import exception_open
from people import roles
from tests.architecture.conftest import DAY
from tests.architecture.routes import Visitor, routes
from tests.architecture.test_access import HEAVY, is_allowed, member
from tests.dispatch.morning import loaded, stock

pytestmark = pytest.mark.django_db
RECORDED = Path(__file__).with_name("query_counts.json")
FEW, MORE = 5, 10
# What the first request of a process fills once, and what only redirects, costs nothing worth recording.
LEFT_OUT = {*HEAVY, "healthz", "api/docs/", "login/", "logout/", "unlock/", "language/", ""}


def lists():
    """Routes without parameters that somebody may read, each with the first role that may."""
    for route in routes():
        readers = [role for role in roles.ROLES if is_allowed(route, role)]
        if not route.of_rows and route.needs and route.pattern not in LEFT_OUT and readers:
            yield route, readers[0]


def measured(world):
    """pattern -> queries of a GET that was answered."""
    visitors, counts = {}, {}
    for route, role in lists():
        visitor = visitors.setdefault(role, Visitor(member(world, role)))
        path = f"{route.path()}?business_date={DAY}&date={DAY}"
        visitor.ask("GET", path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = visitor.ask("GET", path)
        if answer.status_code == 200:
            counts[route.pattern] = len([query for query in queries if "SAVEPOINT" not in query["sql"]])
    return counts


def more_orders(world, count):
    """Orders in store, all but one of them on one more driver's van and with a case."""
    with transaction.atomic():
        orders = stock(world, DAY, [0] * count)
        loaded(world, DAY, orders[:-1], driver=world.drivers.index(world.driver_make()))
        for order in orders[:-1]:
            exception_open(kind=OTHER, order=order)


@pytest.fixture(scope="module")
def counts(busy_day):
    """(with five orders more, with fifteen more)."""
    more_orders(busy_day, FEW)
    few = measured(busy_day)
    more_orders(busy_day, MORE)
    return few, measured(busy_day)


def test_no_list_costs_more_when_it_is_longer(counts):
    few, many = counts
    assert set(few) == set(many), "a list that fails once it is longer is not one that costs the same"
    grown = {pattern: (few[pattern], count) for pattern, count in many.items() if count > few.get(pattern, count)}
    assert not grown


def test_no_list_reads_what_papers_say(busy_day):
    """A paper's content is as long as its lines: a list that brings it along parses the papers of fifty days."""
    content, found = '"sheets_sheet"."content"', []
    for route, role in lists():
        with CaptureQueriesContext(connection) as queries:
            Visitor(member(busy_day, role)).ask("GET", route.path())
        found += [route.pattern] if any(content in query["sql"] for query in queries) else []
    assert found == ["d/run/handover/"]  # which shows the driver the very paper


def test_lists_cost_what_was_recorded(counts):
    few, _many = counts
    if os.environ.get("RECORD_QUERY_COUNTS"):
        RECORDED.write_text(json.dumps(few, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    dearer = {
        pattern: (recorded.get(pattern), count) for pattern, count in few.items() if count > recorded.get(pattern, 0)
    }
    assert not dearer, "RECORD_QUERY_COUNTS=1 records them anew"
