"""A way of payment stands in its declaration and nowhere else: no code and no word of one in any other module."""

import ast

import pytest

from cod.pos.payways import terminal_ways
from orders.register.payways import pay_ways, payment_wishes
from tests.architecture.code import modules, nodes

# A movement of the ledger has a name of its own, which may be the way's.
DECLARATIONS = ("payways.py", "chart.py")


def known_words() -> set[str]:
    """The codes of all ways and wishes, what terminals call them, their words on paper and in the client's files."""
    wishes = [wish for wish in payment_wishes if wish.collects]  # "none" is the name of many things
    words = {way.reported_as for way in terminal_ways} | {way.printed for way in pay_ways}
    return {*pay_ways, *wishes, *words, *(word for wish in wishes for word in wish.written)}


def lines_with(tree: ast.AST, words: set[str]) -> list[int]:
    """Lines where one of these words stands, but as the name by which a template gets something ({"card": card})."""
    dicts = [node for node in nodes(tree) if isinstance(node, ast.Dict)]
    pairs = [pair for node in dicts for pair in zip(node.keys, node.values, strict=True)]
    names = {id(key) for key, value in pairs if not isinstance(value, ast.Constant)}
    found = (node for node in nodes(tree) if isinstance(node, ast.Constant) and id(node) not in names)
    return sorted({node.lineno for node in found if isinstance(node.value, str) and node.value in words})


def test_no_way_of_payment_stands_outside_its_declaration():
    words = known_words()
    found = {path: lines_with(tree, words) for path, tree in modules().items() if not path.endswith(DECLARATIONS)}
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize(
    "line",
    [
        'METHODS = {"card": "Card"}',
        'own = "driver_own" if cash else "customer"',
        'if order.pay_mode == "cash": pass',
        'record(method="own_card")',
        'title = "刷卡"',
    ],
)
def test_a_planted_way_of_payment_is_found(line):
    assert lines_with(ast.parse(f"import x\n{line}\n"), known_words()) == [2]


def test_a_name_for_a_template_is_no_way_of_payment():
    assert lines_with(ast.parse('context = {"card": card, "cash": cash_of(user)}'), known_words()) == []
