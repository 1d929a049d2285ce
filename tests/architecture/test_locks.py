"""Row locks leave foreign keys alone: two ways into the same rows must not wait for each other in a ring.

FOR UPDATE stops everybody who writes a row pointing to the locked one. A refusal that holds the run and waits for the
order then meets a sale that holds the order and writes a collection of that run. FOR NO KEY UPDATE does not.
"""

import ast

from tests.architecture.code import calls, modules


def hard_locks(tree):
    """Lines of `select_for_update` without `no_key=True`."""
    locks = [call for call in calls(tree) if isinstance(call.func, ast.Attribute)]
    locks = [call for call in locks if call.func.attr == "select_for_update"]
    return [call.lineno for call in locks if not any(word.arg == "no_key" for word in call.keywords)]


def test_every_row_lock_leaves_keys_alone():
    found = {path: lines for path, tree in modules().items() if (lines := hard_locks(tree))}
    assert not found, f"give no_key=True: {found}"
    assert sum("select_for_update" in ast.dump(tree) for tree in modules().values()) > 20


def test_the_check_finds_a_planted_breach():
    assert hard_locks(ast.parse("x = 1\nRun.objects.select_for_update(of=('self',)).get(pk=1)")) == [2]
    assert not hard_locks(ast.parse("Run.objects.select_for_update(no_key=True)"))
