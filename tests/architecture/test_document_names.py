"""Documents name what the code names: every word in backticks stands in the code, every dotted name leads somewhere."""

import ast
import inspect
import re
from functools import cache
from importlib import import_module

import pytest
from django.apps import apps

from people.rights import rights
from tests.architecture.code import BASE

DOCUMENTS = [path for folder in (BASE / "docs", BASE / "docs" / "decisions") for path in sorted(folder.glob("*.md"))]
TABLES = {(model._meta.app_label, model.__name__) for model in apps.get_models()}
SUFFIXES = {".py", ".html", ".js", ".css", ".toml", ".in"}
# What the documents name and the code rightly does not.
NOT_OURS = {
    "pg_advisory_lock": "PostgreSQL's; decision 6 says why it is not used",
    "post_runs_id_issue": "made of an operation's method and address",
    "APP": "stands for the name of an app",
    "ISO": "stands for a moment as ISO 8601 writes it",
    "Label": "stands for the label of a page",
    "ordered_queryset_or_list": "says what the argument is",
}


def files():
    """The files of the product, the laboratory and the scripts."""
    tops = {path.parent for path in BASE.glob("*/apps.py")} | {BASE / "config", BASE / "templates"}
    yield from (path for top in sorted(tops) for path in sorted(top.rglob("*")) if path.suffix in SUFFIXES)
    yield from [BASE / "run", BASE / "manage.py", BASE / "pyproject.toml", BASE / ".importlinter"]


@cache
def code_words():
    """Every word that the code says: names and texts, without comments and docstrings; and the names of files."""
    found = {path.stem for path in BASE.glob("tests/**/*.*")} | {"tests"}
    for path in files():
        text = path.read_text(encoding="utf-8")
        found |= words(without_comments(text) if path.suffix == ".py" else text) | words(path.as_posix())
    return found


def without_comments(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    return ast.unparse(tree)


def words(text):
    return set(re.findall(r"[A-Za-z_]\w*", text))


def spans(text):
    """What stands in backticks, outside of blocks of code."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def unknown(text):
    """The words in backticks that the code does not have, and the dotted names that lead nowhere."""
    named = spans(text)
    dotted = {name for span in named for name in re.findall(r"(?<![\w./-])[a-z]\w*(?:\.\w+)+(?![\w/(-])", span)}
    missing = {word for span in named for word in words(span)} - code_words() - set(NOT_OURS)
    return missing | {name for name in dotted if (BASE / name.split(".")[0] / "apps.py").exists() and not leads(name)}


def leads(name):
    """Whether a dotted name is a right, a table of an app, a module, or something in one."""
    parts = name.split(".")
    if name in set(map(str, rights)) or tuple(parts) in TABLES:
        return True
    for cut in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        return has(thing, parts[cut:])
    return False


def has(thing, parts):
    for part in parts:
        if not hasattr(thing, part) and part not in (inspect.get_annotations(thing) if inspect.isclass(thing) else ()):
            return False
        thing = getattr(thing, part, None)
    return True


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_in_the_code(path):
    """A document told of settings and of a class that had been taken out months before."""
    gone = unknown(path.read_text(encoding="utf-8"))
    assert not gone, f"say what it is called now, or in NOT_OURS why it is not the code's: {sorted(gone)}"


def test_the_exceptions_are_needed():
    told = {word for path in DOCUMENTS for span in spans(path.read_text(encoding="utf-8")) for word in words(span)}
    assert set(NOT_OURS) <= told - code_words(), "NOT_OURS names what no document says, or what the code has"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("`core.pagination.page_of(rows, request)` and `Link`", set()),
        ("`DESK_" + "DEADLINE` in the settings", {"DESK_" + "DEADLINE"}),
        ("`core.pagination.page_" + "cut`", {"core.pagination.page_" + "cut", "page_" + "cut"}),
        ("`core.money.page_of`", {"core.money.page_of"}),
        ("```\n`Gone" + "Away`\n```\nand no more", set()),
    ],
)
def test_a_planted_name_that_is_gone_is_found(text, gone):
    assert unknown(text) == gone
