"""The house in figures, from its source and from the recorded walks."""

import json
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lab.architecture.source import Module, arguments, functions, length, modules, templates

# What a refusal, a sale and the like enter, recorded by tests/architecture/test_walks.py; the rows in their order.
WALKS = {
    "import_row": "an import row",
    "handover_signature": "a handover signature",
    "sale": "a sale",
    "refusal": "a refusal at the door",
    "bank_line": "a bank line",
    "statement_line": "a statement line",
}
WALKS_FILE = Path("tests/architecture/walks.json")
# The budgets, held by tests/architecture/test_figures.py.
FUNCTION_MOST, FILE_MOST, TEMPLATE_LINE_MOST = 39, 300, 120
ROOM_PERCENT_MOST, ROOMS_ENTERED_MOST = 15, 5


@dataclass(frozen=True)
class CodeMetrics:
    """Lengths in lines, a template's line in signs, shares in percent; `walks`: rooms entered."""

    functions: int
    function_median: float
    function_p99: int
    function_max: int
    files: int
    file_max: int
    annotated_percent: float
    template_line_max: int
    rooms: int
    largest_room: str
    largest_room_percent: float
    walks: Mapping[str, int]


def figures(root: Path) -> CodeMetrics:
    """The figures of the checkout at `root`."""
    house = list(modules(root))
    lengths = sorted(length(function) for module in house for function in functions(module.tree))
    shares = room_shares(house)
    largest = max(shares, key=lambda room: shares[room])
    return CodeMetrics(
        functions=len(lengths),
        function_median=statistics.median(lengths),
        function_p99=lengths[int(len(lengths) * 0.99)],
        function_max=lengths[-1],
        files=len(house),
        file_max=max(module.lines for module in house),
        annotated_percent=annotated(house),
        template_line_max=max((len(line) for _path, text in templates(root) for line in text.splitlines()), default=0),
        rooms=len(shares),
        largest_room=largest,
        largest_room_percent=shares[largest],
        walks=walks_recorded(root),
    )


def room_shares(house: Sequence[Module]) -> dict[str, float]:
    """{room: its share of the house's lines, in percent}."""
    lines: Counter[str] = Counter()
    for module in house:
        lines[module.room] += module.lines
    return {room: round(100 * count / lines.total(), 1) for room, count in lines.items()}


def annotated(house: Sequence[Module]) -> float:
    """How many of a hundred arguments say their type."""
    taken = [argument for module in house for function in functions(module.tree) for argument in arguments(function)]
    return round(100 * sum(argument.annotation is not None for argument in taken) / max(len(taken), 1), 1)


def walks_recorded(root: Path) -> dict[str, int]:
    """{walk: rooms entered}; none where the checkout keeps no record."""
    path = root / WALKS_FILE
    recorded = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {walk: len(recorded[walk]) for walk in WALKS if walk in recorded}
