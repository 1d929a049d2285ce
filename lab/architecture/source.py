"""The source of a checkout: its modules as syntax trees, their rooms, and its templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEFT_OUT = {"migrations", "tests"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: its path from the root, its room (`orders.gate`, or `core` where an app has none), text and tree."""

    path: str
    room: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


def modules(root: Path) -> Iterator[Module]:
    """Every module of every app and of `config`; migrations and tests are not the house."""
    rooms = rooms_in(root)
    for app in sorted(folder for folder in root.iterdir() if (folder / "__init__.py").exists()):
        for path in sorted(app.rglob("*.py")):
            parts = path.relative_to(root).parts
            if not LEFT_OUT & set(parts):
                text, room = path.read_text(encoding="utf-8"), ".".join(parts[:2])
                yield Module("/".join(parts), room if room in rooms else parts[0], text, ast.parse(text))


def rooms_in(root: Path) -> set[str]:
    """The folders by noun that the import rules name: `orders.gate`."""
    named = re.findall(r"\b\w+\.\w+\b", (root / ".importlinter").read_text(encoding="utf-8"))
    return {name for name in named if root.joinpath(*name.split("."), "__init__.py").exists()}


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function and method, those inside others too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from `def` to its last one; decorators are not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments(function: Function) -> list[ast.arg]:
    """What a function takes by name or place; `self` and `cls` need no annotation."""
    taken = function.args
    every = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
    return [argument for argument in every if argument.arg not in {"self", "cls"}]


def templates(root: Path) -> Iterator[tuple[str, str]]:
    """(path from the root, text) of each template."""
    for path in sorted((root / "templates").rglob("*.html")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
