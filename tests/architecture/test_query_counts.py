"""How many queries each page costs: the same when every table that pages read is longer, and no more than recorded.

Which tables those are is seen from the queries of the pages themselves, so no list can be forgotten. After a wanted
change run with RECORD_QUERY_COUNTS=1 in the environment, and look at the difference.
"""

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from core import clock
from people import roles
from tests.architecture import eventful
from tests.architecture.conftest import DAY
from tests.architecture.routes import Visitor, routes
from tests.architecture.test_access import HEAVY, is_allowed, member
from tests.architecture.twins import Twins
from tests.world import World

pytestmark = pytest.mark.django_db
RECORDED = Path(__file__).with_name("query_counts.json")
FEW, MORE = 3, 4
LONGER = 60  # bytes
ASKED = f"?business_date={DAY}&date={DAY}&from={DAY}&to={DAY}"
SEARCHED = {"search/": "&q=T0000"}
TABLES = {model._meta.db_table: model for model in apps.get_models()}
PAPER = '"sheets_sheet"."content"'
READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# The first request of a process fills these once; or they have no page.
LEFT_OUT = {*HEAVY, "healthz", "api/docs/", "login/", "logout/", "unlock/", "language/", ""}
# Tables that pages read and that do not grow.
FIXED = {"core.SimulatedClock": "one row, of the simulation"}
# Pages that this story shows to nobody.
UNSEEN = {
    "d/": "leads to d/run/",
    "sim/pos/": "leads to the terminal of a driver",
    "sim/pos/<str:serial>/": "one terminal",
    "evening/paper/": "finds one paper by its number",
    "sheets/<int:pk>/signatures/<slug:side>/": "one drawing",
    "d/calls/<int:pk>/": "one call",
    "d/me/sheets/<int:pk>/": "one sheet",
}
# Pages that stay as long as they are, by what they show.
SAME = {
    "a form": {"me/password/", "me/pin/", "standard/new/", "standard/<int:pk>/"},
    "one thing": {
        "users/<int:pk>/",
        "pos/issues/<int:pk>/",
        "d/run/stops/<int:pk>/payment/ at home",
        "api/v1/me/",
        "clock/",
        "api/v1/clock/",
    },
    "a sheet, whose lines stay as they were signed": {
        "sheets/<int:pk>/",
        "sheets/<int:pk>/paper.pdf",
        "driver-totals/<int:pk>/",
        "cod-sheets/<int:pk>/",
        "returns/<int:run_id>/",
        "api/v1/sheets/<int:pk>/",
    },
    "a file as it was kept": {
        "files/<int:pk>/",
        "feedback/<int:pk>/file/",
        "orders/imports/<int:pk>/failed.xlsx",
        "orders/imports/drafts/<int:pk>/failed.xlsx",
        "api/v1/feedback/<int:pk>/file/",
        "api/v1/imports/drafts/<int:pk>/failed.xlsx",
    },
    "sums": {
        "balance/",
        "api/v1/balance/",
        "orders/imports/<int:pk>/",
        "orders/imports/drafts/<int:pk>/progress/",
        "api/v1/imports/<int:pk>/",
        "api/v1/statements/<int:pk>/",
    },
    "what there is once a day": {"calendar/", "api/v1/jobs/", "api/v1/feedback/", "api/v1/cod-sheets/"},
}


@dataclass
class Round:
    """One look at every page, by name: queries and bytes of what was shown; the models and papers that were read."""

    counts: dict = field(default_factory=dict)
    lengths: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    models: set = field(default_factory=set)
    papers: set = field(default_factory=set)

    def look(self, name, visitor, route):
        with CaptureQueriesContext(connection) as queries:
            answer = visitor.ask("GET", route.path() + ASKED + SEARCHED.get(route.pattern, ""))
        if answer.status_code != 200:
            self.refused[name] = answer.status_code
            return
        sql = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        self.counts[name] = len(sql)
        self.lengths[name] = len(b"".join(answer))
        self.papers |= {name} if any(PAPER in text for text in sql) else set()
        self.models |= {TABLES[table] for text in sql for table in READ.findall(text) if table in TABLES}


@dataclass
class Grown:
    """The same pages with one row of everything, with a few and with more; {model: rows that came between}."""

    one: Round
    few: Round
    many: Round
    added: dict


def pages(world):
    """(name, reader, route) of all that somebody may read: the first role's; two drivers, one out and one at home."""
    for route in routes():
        readers = [role for role in roles.ROLES if is_allowed(route, role)]
        if not route.needs or route.pattern in LEFT_OUT or not readers:
            continue
        yield route.pattern, member(world, readers[0]), route
        if readers[0] == roles.DRIVER:
            yield f"{route.pattern} at home", world.drivers[2].user, route


def looked(wanted):
    visitors, seen = {}, Round()
    for name, reader, route in wanted:
        seen.look(name, visitors.setdefault(reader.pk, Visitor(reader)), route)
    return seen


def grow(world, twins, models, count):
    """Every model longer: by services what belongs together, by twins all."""
    with transaction.atomic():
        eventful.again(world, DAY, count)
        for model in sorted(models, key=lambda model: model._meta.label):
            if model._meta.label not in FIXED:
                twins.grow(model, count)


def rows(models):
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture(scope="module")
def grown(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(SIMULATION=True), transaction.atomic():
        clock.move_to(clock.at(DAY, "04:00"))
        world, twins = World.build(), Twins()
        eventful.happen(world, DAY)
        wanted = list(pages(world))
        one = looked(wanted)
        wanted = [page for page in wanted if page[0] in one.counts]
        before = rows(one.models)
        grow(world, twins, one.models, FEW)
        few, after = looked(wanted), rows(one.models)
        grow(world, twins, one.models, MORE)
        yield Grown(one, few, looked(wanted), {label: after[label] - before[label] for label in after})
        transaction.set_rollback(True)


def test_every_table_that_pages_read_has_grown(grown):
    """Else let tests/architecture/eventful.py do what makes such a row."""
    assert {label for label, count in grown.added.items() if count < FEW} == set(FIXED)
    assert grown.many.models == grown.one.models


def test_every_page_is_looked_at(grown):
    shown = {name.removesuffix(" at home") for name in grown.one.counts}
    not_shown = {name.removesuffix(" at home") for name, status in grown.one.refused.items() if status != 405}
    assert not_shown - shown == set(UNSEEN)


def test_longer_lists_make_longer_pages(grown):
    """A page that stays as it is proves nothing about its queries."""
    one, many = grown.one.lengths, grown.many.lengths
    same = {name for name, length in one.items() if many.get(name, 0) < length + LONGER}
    assert same == set().union(*SAME.values())


def test_no_page_costs_more_when_its_lists_are_longer(grown):
    few, many = grown.few.counts, grown.many.counts
    assert set(few) == set(many) == set(grown.one.counts), "a page that fails once it is longer"
    assert not {name: (few[name], count) for name, count in many.items() if count > few[name]}


def test_no_list_reads_what_papers_say(grown):
    """A paper's content is as long as its lines: a list that brings it along parses the papers of fifty days."""
    lists = {name.removesuffix(" at home") for name in grown.many.papers if "<" not in name}
    assert lists == {"d/run/handover/", "api/v1/cod-sheets/"}  # which show the very papers


def test_pages_cost_what_was_recorded(grown):
    if os.environ.get("RECORD_QUERY_COUNTS"):
        RECORDED.write_text(json.dumps(grown.few.counts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    dearer = {
        name: (recorded.get(name), count) for name, count in grown.few.counts.items() if count > recorded.get(name, 0)
    }
    assert not dearer, "RECORD_QUERY_COUNTS=1 records them anew"
