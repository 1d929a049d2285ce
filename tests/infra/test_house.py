"""House rules that a reader of the code can check: the foreign keys' direction, the clock, the language.

Each rule is a function from source text (or models) to findings, and is shown to find a planted one.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BASE = Path(__file__).resolve().parents[2]
APPS = (
    "core",
    "people",
    "sheets",
    "ledger",
    "orders",
    "dispatch",
    "returns",
    "cod",
    "reconciliation",
    "driver",
    "operations",
    "lab",
)
DOWNSTREAM = {name: place for place, name in enumerate(APPS)}
SIBLINGS = {frozenset({"returns", "cod"}), frozenset({"driver", "operations"})}
NOW = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
}
HAN = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
# Column titles of client workbooks and what is printed on sheets are always Chinese (house language rule).
CHINESE_BY_NATURE = re.compile(r"(^|/)(imports|exports|titles|pdf|kinds|payways|printing)(/|\.py$|_)|/fixtures/|/data/")


def sources() -> Iterator[tuple[str, str]]:
    """Every module of the product, migrations left out: path from the root, and text."""
    for app in (*APPS, "config"):
        for path in sorted((BASE / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(BASE)), path.read_text()


def other_clocks(text: str) -> list[int]:
    """Lines that read the time of the machine."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if _dotted(call.func) in NOW]


def _dotted(node: ast.expr) -> tuple[str, str] | None:
    if not isinstance(node, ast.Attribute):
        return None
    inner = node.value
    name = inner.id if isinstance(inner, ast.Name) else inner.attr if isinstance(inner, ast.Attribute) else ""
    return name, node.attr


def points_downstream(from_app: str, to_app: str) -> bool:
    """Whether a foreign key from the one app to the other goes against rule 1."""
    if from_app not in DOWNSTREAM or to_app not in DOWNSTREAM:
        return False
    return frozenset({from_app, to_app}) in SIBLINGS or DOWNSTREAM[to_app] > DOWNSTREAM[from_app]


def test_core_clock_is_the_only_source_of_now():
    found = {path: lines for path, text in sources() if path != "core/clock.py" and (lines := other_clocks(text))}
    assert not found


@pytest.mark.parametrize("line", ["dt.datetime.now()", "timezone.now()", "date.today()", "datetime.datetime.utcnow()"])
def test_planted_clock_is_found(line):
    assert other_clocks(f"def f():\n    return {line}\n") == [2]


def test_foreign_keys_point_upstream():
    """Rule 1, for the references that import rules cannot see: string foreign keys."""
    keys = [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
    ]
    assert not [key for key in keys if points_downstream(key[0], key[1])]


@pytest.mark.parametrize(("source", "target"), [("core", "people"), ("returns", "cod"), ("cod", "returns")])
def test_planted_foreign_key_is_found(source, target):
    assert points_downstream(source, target)


def test_apps_are_installed_in_upstream_order():
    assert tuple(app for app in settings.INSTALLED_APPS if app in APPS) == APPS


def test_source_speaks_english_and_catalogues_chinese():
    found = [path for path, text in sources() if HAN.search(text) and not CHINESE_BY_NATURE.search(path)]
    pages = [*BASE.glob("templates/**/*.html"), *BASE.glob("static/**/*.js")]
    found += [str(path.relative_to(BASE)) for path in pages if HAN.search(path.read_text())]
    assert not found
