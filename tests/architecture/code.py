"""The product's modules as syntax trees, and the questions that the house rules ask of them."""

import ast
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
# A method that writes rows, called on a manager or a queryset.
CREATING = {"create", "bulk_create", "get_or_create", "update_or_create"}
UPDATING = {"update", "bulk_update", "update_or_create"}
# Chained between `Model.objects` and the writing method.
NARROWING = {"filter", "exclude", "select_for_update", "order_by", "all", "get", "first"}


@cache
def modules():
    """path from the root -> syntax tree, of every module of every app; migrations and config left out."""
    found = {}
    for folder in sorted(path.parent for path in BASE.glob("*/apps.py")):
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(BASE).as_posix()
            if "/migrations/" not in name:
                found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a module, walked through once for all rules."""
    return tuple(ast.walk(tree))


@cache
def calls(tree):
    return [node for node in nodes(tree) if isinstance(node, ast.Call)]


def creates(tree, model):
    """Lines that make rows of a model: `Model(...)`, `Model.objects.create(...)` and the like, `rows_add(Model)`."""
    known = models_imported(tree)
    return sorted({call.lineno for call in calls(tree) if _makes(call, model, known)})


@cache
def models_imported(tree):
    """Names that a module takes from some app's models."""
    sources = [node for node in nodes(tree) if isinstance(node, ast.ImportFrom) and "models" in (node.module or "")]
    return {alias.asname or alias.name for node in sources for alias in node.names}


def _makes(call, model, known):
    if isinstance(call.func, ast.Name) and call.func.id == "rows_add":
        return isinstance(call.args[0], ast.Name) and call.args[0].id == model
    if isinstance(call.func, ast.Name):
        # An empty one is not written: it stands for a row that is not there.
        return call.func.id == model in known and bool(call.args or call.keywords)
    is_writer = isinstance(call.func, ast.Attribute) and call.func.attr in CREATING
    return is_writer and root_of(call.func.value) == model


def root_of(node):
    """`Model` of `Model.objects.filter(...).order_by(...)`; "" when it does not start with a manager of a model."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        if isinstance(node, ast.Call):
            node = node.func
            continue
        if node.attr == "objects" and isinstance(node.value, ast.Name):
            return node.value.id
        node = node.value
    return ""


def assigns(tree, *fields):
    """Lines that set one of these fields: `x.field = ...`, `.update(field=...)`, `save(update_fields=["field"])`."""
    found = {line for node in nodes(tree) for line in _assigned(node, fields)}
    return sorted(found)


def _assigned(node, fields):
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (t.lineno for t in targets if isinstance(t, ast.Attribute) and t.attr in fields)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UPDATING:
        yield from (node.lineno for word in node.keywords if word.arg in fields)


def updates(tree, model, *fields):
    """Lines of `Model.objects....update(field=...)` and of moves.move(..., Model, ...) for one model."""
    found = {
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in UPDATING
        and root_of(call.func.value) == model
        and {word.arg for word in call.keywords} & set(fields)
    }
    return sorted(found | {call.lineno for call in moved(tree) if model in _names(call)})


def moved(tree):
    """Calls of the engine that carries out a table's row: `moves.move(...)`."""
    return [
        call
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "move"
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "moves"
    ]


def _names(call):
    return {argument.id for argument in call.args if isinstance(argument, ast.Name)}


def touches_rows(tree):
    """Lines that reach for `.objects` or call `.save(`, `.delete(` or `bulk_` methods."""
    reading = {node.lineno for node in nodes(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"}
    saving = {
        call.lineno
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"save", "bulk_create", "bulk_update"}
    }
    return sorted(reading | saving)
