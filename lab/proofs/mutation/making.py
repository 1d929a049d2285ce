"""The mutants: mutmut's operators on the bodies of the services' functions, and what is left out.

Left out, since no test can or should see it: annotations, decorators and docstrings; what stands outside of functions;
words for people (`_()` and the `text` made of it, the message of an assert); hints to the database that SQLite does not
know or that change no answer (locks, fetching ahead, sizes of batches); and `strict` of `zip`.
"""

import difflib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOMS = (
    "ledger/services",
    "cod/dues/services",
    "cod/pos/services",
    "cod/totals/services",
    "cod/sheet23",
    "cod/bank",
    "cod/money",
    "returns/evening/services",
    "orders/register/services",
    "orders/exceptions/services",
)
WORDS = {"_", "gettext", "ngettext"}
HINT_CALLS = {"select_for_update", "select_related", "prefetch_related", "iterator"}
HINTS = {"batch_size", "chunk_size", "update_fields", "strict"}


@dataclass(frozen=True)
class Mutant:
    """`code`: the whole module with the fault; `function`: the outermost one; the lines are those of its statement."""

    path: str
    function: str
    first: int
    last: int
    code: str
    diff: list[str]


def service_files(root: Path) -> list[str]:
    """The files of services, relative to the root."""
    found = [path for room in ROOMS for path in (root / room).glob("*.py")]
    services = [path for path in found if path.parent.name == "services" or path.name == "services.py"]
    return sorted(str(path.relative_to(root)) for path in services if path.read_text().strip())


def drawn(root: Path, count: int, seed: int) -> tuple[list[Mutant], int]:
    """`count` mutants by chance, and of how many changes they were drawn; a change that is no Python is passed over."""
    changes = [change for path in service_files(root) for change in changes_of(root, path)]
    random.Random(seed).shuffle(changes)
    mutants: list[Mutant] = []
    for change in changes:
        if len(mutants) == count:
            break
        if mutant := change.made():
            mutants.append(mutant)
    return mutants, len(changes)


@dataclass(frozen=True)
class Mutation:
    """A node and what would stand in its place."""

    path: str
    module: cst.Module
    node: cst.CSTNode
    other: cst.CSTNode
    function: str
    lines: tuple[int, int]

    def made(self) -> Mutant | None:
        """The mutant; None when it would be no Python."""
        changed = self.module.deep_replace(self.node, self.other)
        assert isinstance(changed, cst.Module), "a change lies inside the module"
        code = changed.code
        try:
            compile(code, self.path, "exec", dont_inherit=True)
        except SyntaxError:
            return None
        lines = difflib.unified_diff(self.module.code.splitlines(), code.splitlines(), lineterm="", n=0)
        diff = [line for line in lines if not line.startswith(("---", "+++"))]
        return Mutant(self.path, self.function, *self.lines, code=code, diff=diff)


def changes_of(root: Path, path: str) -> list[Mutation]:
    """Every change of a file, in the order of its text."""
    wrapper = MetadataWrapper(cst.parse_module((root / path).read_text()))
    visitor = _Visitor(path, wrapper.module)
    wrapper.visit(visitor)
    return visitor.changes


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: str, module: cst.Module) -> None:
        super().__init__()
        self.path, self.module = path, module
        self.changes: list[Mutation] = []
        self.names: list[cst.FunctionDef | cst.ClassDef] = []
        self.statements: list[cst.CSTNode] = []
        self.passed_over: set[int] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        if id(node) in self.passed_over or isinstance(node, cst.Annotation | cst.Decorator):
            return False
        if _is_words(node):
            return False
        self.passed_over |= {id(part) for part in _left_out(node)}
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.names.append(node)
        if isinstance(node, cst.BaseSmallStatement | cst.BaseCompoundStatement):
            self.statements.append(node)
        if any(isinstance(name, cst.FunctionDef) for name in self.names):
            self._change(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        for stack in (self.names, self.statements):
            if stack and stack[-1] is original_node:
                stack.pop()

    def _change(self, node: cst.CSTNode) -> None:
        for of_type, operator in mutation_operators:
            if isinstance(node, of_type):
                for other in operator(node):
                    if not _changes_left_out(node, other):
                        where = self._function(), self._lines()
                        self.changes.append(Mutation(self.path, self.module, node, other, *where))

    def _function(self) -> str:
        """The qualified name of the outermost function."""
        names = []
        for name in self.names:
            names.append(name.name.value)
            if isinstance(name, cst.FunctionDef):
                break
        return ".".join(names)

    def _lines(self) -> tuple[int, int]:
        """The lines of the statement; of a compound one those of its head; of a default the whole function."""
        node = self.statements[-1]
        position = self.get_metadata(PositionProvider, node)
        first, last = position.start.line, position.end.line
        if isinstance(node, cst.BaseCompoundStatement) and not isinstance(node, cst.FunctionDef):
            last = max(first, self.get_metadata(PositionProvider, node.body).start.line - 1)
        return first, last


def _is_words(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Assign):
        return _is_words(node.value)
    if isinstance(node, cst.Expr):
        return isinstance(node.value, cst.BaseString)
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in WORDS


def _left_out(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The parts of a node that are not changed."""
    if isinstance(node, cst.Call):
        yield from (arg for arg in node.args if _is_hint(node, arg))
    if isinstance(node, cst.Assert) and node.msg:
        yield node.msg


def _is_hint(call: cst.Call, arg: cst.Arg) -> bool:
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    return name in HINT_CALLS or bool(arg.keyword and arg.keyword.value in HINTS)


def _changes_left_out(node: cst.CSTNode, other: Any) -> bool:
    """Whether words or a hint are what was taken from a call."""
    if not (isinstance(node, cst.Call) and isinstance(other, cst.Call)):
        return False
    kept = {id(arg) for arg in other.args}
    gone = [arg for arg in node.args if id(arg) not in kept]
    return any(_is_hint(node, arg) or _is_words(arg.value) or _is_text(arg.value) for arg in gone)


def _is_text(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Name) and value.value == "text"
