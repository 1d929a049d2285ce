"""The tables that join the house: facts, hearers, timed jobs, readers of sheets, sentences of notices, migrations."""

import ast
import dataclasses
import inspect

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

from config.jobs import JOBS
from config.wiring import ANSWERS, HEARERS
from core.deadlines import deadlines
from core.lifecycle import SYSTEM
from core.management.commands.lifecycles import machines
from core.questions import Question
from core.rooms import modules as modules_named
from people import roles
from tests.architecture.code import calls, modules, nodes
from tests.architecture.floors import is_downstream, room_of
from tests.infra.test_house import points_downstream


def facts():
    """Every fact: the dataclasses of every room's events."""
    for module in modules_named("events"):
        yield from (
            thing
            for thing in vars(module).values()
            if inspect.isclass(thing) and thing.__module__ == module.__name__ and dataclasses.is_dataclass(thing)
        )


def test_every_fact_stands_in_the_table_and_is_frozen():
    found = set(facts())
    assert found == set(HEARERS)
    assert all(fact.__dataclass_params__.frozen for fact in found)


def test_every_published_fact_is_known():
    """publish(SomeFact(...)) anywhere names a fact of the table."""
    names = {fact.__name__ for fact in HEARERS}
    published = {
        (path, call.args[0].func.id)
        for path, tree in modules().items()
        for call in calls(tree)
        if isinstance(call.func, ast.Name)
        and call.func.id == "publish"
        and call.args
        and isinstance(call.args[0], ast.Call)
        and isinstance(call.args[0].func, ast.Name)
    }
    assert {name for _path, name in published} == names
    homes = {fact.__name__: room_of(fact.__module__) for fact in HEARERS}
    strange = [(path, name) for path, name in published if path.split("/")[0] != homes[name].split(".")[0]]
    assert not strange, "an app tells its own facts"


@pytest.mark.parametrize("fact", HEARERS, ids=lambda fact: fact.__name__)
def test_hearers_exist_and_stand_downstream(fact):
    """Facts go downstream: a hearer's room is later in an order's life than the fact's own."""
    for path in HEARERS[fact]:
        assert callable(import_string(path)), path
        assert path.split(".")[-2] == "handlers", path
        assert is_downstream(path, fact.__module__), path
    assert len(set(HEARERS[fact])) == len(HEARERS[fact])


@pytest.mark.parametrize("question", ANSWERS, ids=lambda question: question.__name__)
def test_questions_are_answered_downstream(question):
    """An earlier room asks a later one: never the other way, which would be an import."""
    assert callable(import_string(ANSWERS[question]))
    assert is_downstream(ANSWERS[question], question.__module__)


def test_every_question_stands_in_the_table():
    asked = {
        thing
        for module in modules_named("questions")
        for thing in vars(module).values()
        if inspect.isclass(thing) and issubclass(thing, Question) and thing is not Question
    }
    assert asked == set(ANSWERS)


def test_handlers_call_services_and_hold_no_query():
    wrong = []
    for path, tree in modules().items():
        if path.endswith("/handlers.py"):
            sources = [node.module for node in nodes(tree) if isinstance(node, ast.ImportFrom)]
            wrong += [path for source in sources if source.split(".")[-1] == "models"]
    assert wrong == []


def test_timed_jobs_resolve_and_take_a_business_date():
    assert len({job.name for job in JOBS}) == len(JOBS)
    for job in JOBS:
        parameters = inspect.signature(import_string(job.run)).parameters
        assert "business_date" in parameters, job.run
        assert len(job.title) > 3 and job.due in deadlines


def test_migrations_depend_upstream_only():
    """Rule 1 for migrations: a room's tables never wait for a later room's."""
    graph = MigrationLoader(None).disk_migrations
    edges = [(app, wanted[0], name) for (app, name), node in graph.items() for wanted in node.dependencies]
    assert not [edge for edge in edges if points_downstream(edge[0], edge[1])]
    assert {app for app, _wanted, _name in edges} <= {config.label for config in apps.get_app_configs()}


def test_machines_name_roles_that_exist():
    """Every table of every lifecycle: its roles are roles of part (a), or the system."""
    for machine in machines():
        for move in machine.moves.values():
            assert set(move.roles) <= {*roles.ROLES, SYSTEM}, f"{machine.name}.{move.action}"
            assert move.rule, f"{machine.name}.{move.action} names no rule"
