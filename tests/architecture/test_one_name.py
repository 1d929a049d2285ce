"""One name, one meaning: a class or type that two rooms define is the same thing in both, or has another name."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.code import modules

# The same concept wherever it stands, and why it cannot stand once.
SAME = {
    "Command": "Django finds a command of the shell by this name in a module of its own",
    "ClientField": "which client it is about, asked by a form and by an operation of the API",
    "Driver": "the row of a driver, and the person who plays him in the simulated day",
}


def names(tree: ast.Module) -> Iterator[str]:
    """Public classes and type aliases of a module, also those behind a condition; a TypeVar stands for no one thing."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.If, ast.Try)):
            yield from names(ast.Module(node.body + node.orelse, []))
        elif isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation):
            yield ast.unparse(node.target)


def several(trees: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """{name: the modules that define it} of every public name that more than one module defines."""
    found = defaultdict(list)
    for path, tree in trees.items():
        for name in {name for name in names(tree) if not name.startswith("_")}:
            found[name].append(path)
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def test_no_name_is_defined_in_two_rooms_unless_it_is_one_thing():
    """Thirty were: a draft was a file, the rows of an order and an entry of the ledger, a row was four things."""
    found = several(modules())
    unknown = {name: paths for name, paths in found.items() if name not in SAME}
    assert not unknown, f"call the lesser one by the field's term, or say in SAME why it is one thing: {unknown}"
    assert set(found) == set(SAME), "SAME names what stands once"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("class Draft: ...", "class Draft: ...", ["Draft"]),
        ("class Row: ...", "if TYPE_CHECKING:\n    Row: TypeAlias = int", ["Row"]),
        ("class _Row: ...", "class _Row: ...", []),
        ("class Row: ...", "from a import Row", []),
        ("T = TypeVar('T')", "T = TypeVar('T')", []),
    ],
)
def test_a_planted_second_meaning_is_found(one, other, found):
    trees = {"a.py": ast.parse(one), "b.py": ast.parse(other)}
    assert several(trees) == {name: ["a.py", "b.py"] for name in found}
