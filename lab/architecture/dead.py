"""Definitions that nobody uses: no code, template, script or setting says their name, comments and tests aside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lab.architecture.source import Module, modules

# Called by a framework, by these names; what a settings module assigns is read by Django.
HOOK = re.compile(
    r"(__\w+__|pytest_\w+|on_(visit|leave)|(clean|validate|get|process|handler)_?\w+|do_[A-Z]+|Command|\w+Config|[A-Z]\w+Scheme)$"
)
HOOKS = {
    "add_arguments handle ready",  # Django: commands and apps
    "urlpatterns application",
    "as_postgresql from_db_value create_user",  # its models
    "has_permission authenticate perform_content_negotiation log_message",  # the API and the phone's gateway
    "_put _get _queue_bind",  # the broker's base class
}
NAMES = {name for line in HOOKS for name in line.split()}
SETTINGS = re.compile(r"config/settings\w*\.py$")
# A decorator that only changes how it is called; any other one hands the function to somebody.
PLAIN = {"property", "cached_property", "staticmethod", "classmethod", "atomic", "cache", "contextmanager", "override"}
BESIDE = {".html", ".js", ".toml", ".txt"}


def unused(root: Path) -> list[str]:
    """`path:line name` of each function, class, method and constant of a module whose name stands nowhere else."""
    house = list(modules(root))
    known = words_used(root, house)
    return [
        f"{module.path}:{line} {name}"
        for module in house
        if not SETTINGS.match(module.path)
        for line, name in definitions(module.tree)
        if name not in known and name not in NAMES and not HOOK.match(name)
    ]


def words_used(root: Path, house: list[Module]) -> set[str]:
    """Every word that may stand for a definition; an import alone uses nothing."""
    words = {word for module in house for word in _spoken(module.tree)}
    texts = [path for name in ("templates", "static") for path in (root / name).rglob("*") if path.suffix in BESIDE]
    texts += [root / "pyproject.toml", root / "run"]
    return words | {word for path in texts for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}


def definitions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of what a module defines; names assigned in functions and classes are not asked for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not _is_handed_over(node):
            yield node.lineno, node.name
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [found for target in targets for found in ast.walk(target) if isinstance(found, ast.Name)]
            yield from ((node.lineno, found.id) for found in names if not found.id.startswith("_"))


def _is_handed_over(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    marks = [set(re.findall(r"\w+", ast.unparse(mark))) for mark in node.decorator_list]
    return not isinstance(node, ast.ClassDef) and any(not words & PLAIN for words in marks)


def _spoken(tree: ast.Module) -> Iterator[str]:
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from re.findall(r"\w+", node.value)
