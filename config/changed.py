"""`./run test --changed`: which tests a change is about, and why. Reads the code and git; runs neither.

A room is an app, or in some apps a folder. Chosen are the test files

- of the rooms that changed: they import from them, or lie beside them and speak to their pages alone;
- of the rooms that hear the facts of those (config.wiring);
- that import a changed module at any hand, through no conftest: nearly all tests stand on the same small world.

What belongs to no room (settings, pinned requirements, the tests' own foundations) is everybody's: then all tests run.
"""

import ast
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

# Apps whose folders are rooms of their own, but for folders of these names.
OF_ROOMS = {"orders", "dispatch", "cod", "returns", "reconciliation", "operations", "lab"}
NO_ROOM = {"migrations", "locale", "management", "templatetags", "data"}
# Who reads what lies in no app: the first beginning that fits. Nothing that fits means everybody.
READERS = (
    ("docs/stories/", ("tests/stories",)),
    ("docs/", ("tests/architecture/test_documents.py",)),
    ("README.md", ("tests/architecture/test_documents.py",)),
    ("CHANGELOG.md", ()),
    (".importlinter", ("tests/infra/test_imports.py",)),
    (".ci/", ()),
    ("run", ("tests/infra/test_run_script.py",)),
    ("static/", ("tests/ui", "tests/driver")),
    ("templates/", ("tests/ui", "tests/architecture/test_access.py")),
    ("tests/data/", ("tests/orders",)),
)
EVERYBODY = "tests"
# test file or folder -> why it is chosen; room -> why it is touched
Why = dict[str, str]


def changed_files(root: Path) -> tuple[str, list[str]]:
    """(since which commit, changed paths): since it left main; on main since HEAD, or its parent if nothing is new."""
    loose = _git(root, "diff", "--name-only", "HEAD") + _git(root, "ls-files", "--others", "--exclude-standard")
    left = _git(root, "merge-base", "HEAD", "main")
    if not left or left == _git(root, "rev-parse", "HEAD"):
        left = ["HEAD" if loose else "HEAD~1"]
    return left[0][:12], sorted({*loose, *_git(root, "diff", "--name-only", left[0])})


def _git(root: Path, *words: str) -> list[str]:
    answer = subprocess.run(["git", "-c", "core.quotePath=off", *words], cwd=root, capture_output=True, text=True)
    return answer.stdout.splitlines() if answer.returncode == 0 else []


def room_of(path: str) -> str:
    """`orders.zones` of "orders/zones/models.py", `people` of "people/views.py"."""
    parts = path.split("/")
    is_inside = parts[0] in OF_ROOMS and len(parts) > 2 and parts[1] not in NO_ROOM
    return ".".join(parts[:2]) if is_inside else parts[0]


def _room_of_module(name: str) -> str:
    return room_of(name.replace(".", "/"))


class Tree:
    """The modules of a checkout and who imports whom, in the apps and the tests; config imports every room."""

    def __init__(self, root: Path) -> None:
        self.root, self.apps = root, {path.parent.name for path in root.glob("*/apps.py")}
        found = (path for folder in (*self.apps, "tests") for path in (root / folder).rglob("*.py"))
        paths = sorted(path.relative_to(root).as_posix() for path in found)
        self.paths = {_dotted(path): path for path in paths}

    @cached_property
    def importers(self) -> dict[str, set[str]]:
        """module -> who imports it, at the top or inside a function."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, path in self.paths.items():
            for other in self._imported(ast.parse((self.root / path).read_text(encoding="utf-8"))):
                found[other].add(name)
        return found

    def _imported(self, tree: ast.Module) -> Iterator[str]:
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from (self._module(f"{node.module}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from (self._module(alias.name) for alias in node.names)

    def _module(self, name: str) -> str:
        """The module of that name, or the one that the name is taken from."""
        return name if name in self.paths else name.rpartition(".")[0]

    def reached_from(self, modules: Iterable[str], *, within: str = "") -> set[str]:
        """These modules and those that import them at any hand, here or in one package only."""
        waiting, found = list(modules), set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                others = (other for other in self.importers[name] if other.startswith(within))
                waiting += [other for other in others if not other.endswith("conftest")]
        return found

    def in_rooms(self, rooms: Iterable[str]) -> set[str]:
        return {name for name, path in self.paths.items() if room_of(path) in rooms or path.split("/")[0] in rooms}

    def files(self, modules: Iterable[str]) -> list[str]:
        """The test files among these."""
        found = [self.paths[name] for name in modules if name in self.paths]
        return sorted(path for path in found if path.rpartition("/")[2].startswith("test_"))


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def chosen(tree: Tree, paths: Iterable[str], wiring: Mapping[type, Iterable[str]]) -> tuple[Why, Why]:
    """(rooms, test files or folders) for these changed paths, each with the reason. `wiring`: fact -> its hearers."""
    files = Why()
    inside = [path for path in paths if path.split("/")[0] in tree.apps]
    for path in sorted(set(paths) - set(inside)):
        files |= {reader: path for reader in _readers(path) if (tree.root / reader).exists()}
    rooms = {room_of(path): f"changed: {path}" for path in inside}
    rooms = _hearers(rooms, wiring) | rooms
    reached = tree.reached_from(map(_dotted, paths))
    files |= dict.fromkeys(tree.files(reached), "imports what changed")
    for room in rooms:
        files |= {path: room for path in _tests_of(tree, room) if path not in files}
    return rooms, {path: why for path, why in files.items() if not any(f"{other}/" in path for other in files)}


def _readers(path: str) -> tuple[str, ...]:
    """The tests for a file that lies in no app."""
    readers = next((readers for beginning, readers in READERS if path.startswith(beginning)), (EVERYBODY,))
    parts = path.split("/")
    if parts[0] == "templates":
        return *readers, f"tests/{parts[1]}"
    if parts[0] == "tests" and len(parts) > 2 and path.endswith(".py"):
        return (f"tests/{parts[1]}",) if parts[-1] == "conftest.py" else ()
    return readers


def _hearers(rooms: Why, wiring: Mapping[type, Iterable[str]]) -> Why:
    facts = [fact for fact in wiring if _room_of_module(fact.__module__) in rooms]
    handlers = ((hearer.rpartition(".")[0], fact) for fact in facts for hearer in wiring[fact])
    return {_room_of_module(module): f"hears {fact.__name__}" for module, fact in handlers}


def _tests_of(tree: Tree, room: str) -> list[str]:
    """Test files that import from a room, also through a helper; and those beside them that name no room of its app."""
    app = room.split(".")[0]
    beside = {name for name in tree.paths if name.startswith(f"tests.{app}.")}
    named = tree.reached_from(tree.in_rooms([app]), within="tests.")
    return tree.files(tree.reached_from(tree.in_rooms([room]), within="tests.") | (beside - named))
