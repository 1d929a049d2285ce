"""What each command of a played day costs in round trips to the database, beside what was recorded of it."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.client import ClientHandler
from django.urls import resolve

RECORDED = Path(__file__).with_name("command_budgets.json")


class CountingHandler(ClientHandler):
    """The product in this process; `costs`: {route: statements of each command that was carried out}."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=False)
        self.costs = {}

    def __call__(self, environ):
        with counted() as count:
            answer = super().__call__(environ)
        if environ["REQUEST_METHOD"] == "POST" and answer.status_code < 400:
            self.costs.setdefault(resolve(environ["PATH_INFO"]).route, []).append(len(count))
        return answer


@contextmanager
def counted():
    """A list that is as long as the statements inside; savepoints are none of a command's."""
    statements = []

    def note(execute, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def over_budget(story, costs):
    """{route: ((least, most), what was recorded)} of what costs more than it did; None where nothing is recorded.

    With RECORD_COMMAND_BUDGETS=1 in the environment the story is recorded anew first. Recorded on SQLite and compared
    there only: PostgreSQL's locks are statements too.
    """
    if connection.vendor != "sqlite":
        return {}
    spans = {route: [min(counts), max(counts)] for route, counts in costs.items()}
    if os.environ.get("RECORD_COMMAND_BUDGETS"):
        RECORDED.write_text(json.dumps(recorded() | {story: spans}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    known = recorded()[story]
    return {route: (span, known.get(route)) for route, span in spans.items() if is_dearer(span, known.get(route))}


def is_dearer(span, known):
    return known is None or any(now > then for now, then in zip(span, known, strict=True))


def recorded():
    """{story: {route: [least, most]}}."""
    return json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
