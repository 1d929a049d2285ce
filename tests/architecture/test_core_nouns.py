"""`core` holds mechanisms: its names and texts know no noun of the business."""

import ast
import re

import pytest

from tests.architecture.code import modules

NOUNS = {
    *("order", "order_no", "waybill", "goods", "parcel", "custody", "receipt", "appointment", "zone"),
    *("client", "driver", "keeper", "cashier", "buyer", "recipient", "platform", "hub", "vehicle", "van"),
    *("terminal", "bank", "cod", "pos", "stop_id", "run_id"),
}
# In a file of its own sense: whoever sends a request; a folder whose texts are Chinese; what loads a simulation.
OTHER_SENSE = {
    ("core/proxy.py", "client"),
    ("core/catalogues.py", "order"),
    ("core/catalogues.py", "zone"),
    ("core/management/commands/up.py", "driver"),
}
TECHNICAL = re.compile(r"ZoneInfo|zoneinfo|order_by")


def nouns(tree: ast.Module) -> set[str]:
    """The business nouns in the names and strings of a module; its docstrings may give examples."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    spoken = " ".join(_spoken(node) for node in ast.walk(tree) if id(node) not in told)
    words = re.sub(r"([a-z])([A-Z])", r"\1_\2", TECHNICAL.sub("", spoken)).lower()
    return {noun for noun in NOUNS if re.search(rf"(?<![a-z]){noun}s?(?![a-z])", words)}


def _spoken(node: ast.AST) -> str:
    for name in ("id", "attr", "arg", "name", "value"):
        found = getattr(node, name, None)
        if isinstance(found, str):
            return found
    return ""


def test_core_knows_no_noun_of_the_business():
    found = {(path, noun) for path, tree in modules().items() if path.startswith("core/") for noun in nouns(tree)}
    assert found == OTHER_SENSE


@pytest.mark.parametrize(
    ("line", "found"),
    [("ORDER = Place('search', 'q=%(order_no)s')", {"order", "order_no"}), ("class DriverList:\n    pass", {"driver"})],
)
def test_a_planted_noun_is_found(line, found):
    assert nouns(ast.parse(line)) == found
