"""Documents that say what the code says: generated ones are fresh, and every noun of the code is in the glossary."""

import re
from importlib import import_module

import pytest
from django.apps import apps

from core.lifecycle import Action, Machine, Move, States
from core.management.commands import lifecycles
from lab.management.commands import architecture
from people.management.commands import permissions
from tests.architecture.code import BASE

DOCS = BASE / "docs"


@pytest.mark.parametrize("command", [lifecycles, permissions, architecture], ids=lambda command: command.__name__)
def test_generated_documents_are_fresh(command):
    name = command.__name__.rsplit(".", 1)[1]
    assert command.PATH.read_text(encoding="utf-8") == command.document(), f"stale: ./run manage {name} --write"


def test_every_machine_is_found_and_named_once():
    names = [machine.name for machine in lifecycles.machines()]
    assert len(set(names)) == len(names)
    assert {"order", "document", "exception", "sheet", "run", "stop", "payment"} <= set(names)


def test_a_changed_table_changes_the_document(monkeypatch):
    before = lifecycles.document()

    class Planted(Action):
        GO = "go", "go there"

    planted = Machine(
        "planted",
        "Planted",
        States("Planted", {"A": ("a", "A"), "B": ("b", "B")}),
        [Move(Planted.GO, ("a",), "b", ("driver",), "X")],
    )
    monkeypatch.setattr("orders.register.lifecycle.PLANTED", planted, raising=False)
    assert lifecycles.document() != before and "a --> b: go" in lifecycles.document()


def test_the_glossary_knows_every_model():
    words = set(re.findall(r"`(\w+)`", (DOCS / "GLOSSARY.md").read_text(encoding="utf-8")))
    ours = {model.__name__ for model in apps.get_models() if (BASE / model._meta.app_label).is_dir()}
    assert not ours - words


def test_the_glossary_names_the_right_app_of_every_model():
    """Where it says that a table is in an app, it is."""
    text = (DOCS / "GLOSSARY.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)` in (\w+)", text))
    apps_of = {model.__name__: model._meta.app_label for model in apps.get_models()}
    assert len(told) > 60
    assert {(name, app) for name, app in told if apps_of.get(name, app) != app} == set()


def test_the_glossary_has_one_noun_per_thing():
    """Each English noun stands once, with its Chinese."""
    rows = [line.split("|")[1:-1] for line in (DOCS / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()]
    nouns = [cells[0].strip() for cells in rows if len(cells) == 3 and not set(cells[0].strip()) <= set("-: ")]
    nouns = [noun for noun in nouns if noun != "English"]
    assert len(set(nouns)) == len(nouns) > 60
    assert all(
        re.search("[\u4e00-\u9fff]", cells[1]) for cells in rows if len(cells) == 3 and cells[0].strip() in nouns
    )


def test_links_between_documents_hold():
    for path in [BASE / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_services_named_in_the_architecture_exist():
    named = re.findall(r"`((?:\w+\.)+(?:services|handlers|selectors)[\w.]*)`", (DOCS / "ARCHITECTURE.md").read_text())
    assert len(named) > 10
    for path in named:
        module, _dot, name = path.rpartition(".")
        assert hasattr(import_module(module), name) or import_module(path), path
