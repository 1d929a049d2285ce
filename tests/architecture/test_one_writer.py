"""Rule 2: one writer per truth, read from the syntax trees of every app; each rule finds a planted breach."""

import ast
import re

import pytest

from tests.architecture.code import assigns, creates, modules, moved, nodes, touches_rows, updates

# truth -> (who may write it, how a writing is recognised).
ORDER_FIELDS = ("status", "payment_state", "amount_due_fen", "amount_version", "paid_with", "collected_fen")
WRITERS = {
    "an order's status, payment state and amount due": (
        {"orders/register/services/status.py"},
        lambda tree: updates(tree, "Order", *ORDER_FIELDS),
    ),
    "the payment state and the amount due, by assignment": (
        {"orders/register/services/status.py"},
        lambda tree: assigns(tree, "payment_state", "amount_due_fen", "amount_version"),
    ),
    "what an order was paid with, and how much": (
        {"orders/register/services/status.py"},
        lambda tree: assigns(tree, "paid_with", "collected_fen"),
    ),
    "who holds goods and papers": (
        # Surplus goods are no goods items: the gate moves its own rows, by the same proof.
        {"orders/register/services/custody.py", "orders/gate/services/surplus.py"},
        lambda tree: assigns(tree, "holder", "holder_id"),
    ),
    "where an order goes and what is promised": (
        {"orders/register/services/promise.py"},
        lambda tree: assigns(tree, "promise_at", "arrived_at", "zone_unconfirmed", "zone_asked"),
    ),
    "the store's areas": ({"orders/register/services/custody.py"}, lambda tree: assigns(tree, "area")),
    "custody movements": ({"orders/register/services/custody.py"}, lambda tree: creates(tree, "CustodyMovement")),
    "papers": ({"orders/register/services/custody.py"}, lambda tree: creates(tree, "Document")),
    "postings": ({"ledger/services/entries.py"}, lambda tree: creates(tree, "Posting")),
    "entries of the ledger": ({"ledger/services/entries.py"}, lambda tree: creates(tree, "Entry")),
    "balances": (set(), lambda tree: assigns(tree, "balance_fen")),
    "signatures": ({"sheets/services/papers.py"}, lambda tree: creates(tree, "Signature")),
    "approvals": ({"sheets/services/approvals.py"}, lambda tree: creates(tree, "Approval")),
    "sheets": ({"sheets/services/papers.py"}, lambda tree: creates(tree, "Sheet")),
    "outcomes": ({"orders/register/services/outcomes.py"}, lambda tree: creates(tree, "Outcome")),
    "exception cases": ({"orders/exceptions/services/cases.py"}, lambda tree: creates(tree, "ExceptionCase")),
    "the audit": ({"core/audit.py"}, lambda tree: creates(tree, "AuditRow")),
    "messages to people": (
        {"core/outbox.py"},
        lambda tree: creates(tree, "OutboxMessage") + creates(tree, "Notification"),
    ),
    "what became of a stop": (
        {"dispatch/runs/services/stops.py"},
        lambda tree: (
            [call.lineno for call in moved(tree) if "STOP" in ast.dump(call)] + updates(tree, "RunStop", "status")
        ),
    ),
    "what a run is cleared for": ({"dispatch/runs/services/clearance.py"}, lambda tree: creates(tree, "RunClearance")),
}
DOORS = re.compile(r"(^|/)(views|api)(\.py$|/)")
BREACHES = {
    "an order's status, payment state and amount due": "Order.objects.filter(pk=1).update(status='delivered')",
    "the payment state and the amount due, by assignment": "order.payment_state = 'paid'",
    "what an order was paid with, and how much": "Order.objects.filter(pk=1).update(paid_with='card')",
    "who holds goods and papers": "GoodsItem.objects.filter(pk=1).update(holder=driver)",
    "where an order goes and what is promised": "order.promise_at = clock.now()",
    "the store's areas": "GoodsItem.objects.update(area='normal')",
    "custody movements": "CustodyMovement.objects.bulk_create([])",
    "papers": "Document.objects.create(order=order)",
    "postings": "rows = [Posting(amount_fen=1)]",
    "entries of the ledger": "Entry.objects.create(key='x')",
    "balances": "Account.objects.update(balance_fen=0)",
    "signatures": "Signature.objects.create(side='driver')",
    "approvals": "Approval(step=1).save()",
    "sheets": "Sheet.objects.create(number='1')",
    "outcomes": "Outcome.objects.get_or_create(order=order)",
    "exception cases": "ExceptionCase.objects.bulk_create([ExceptionCase()])",
    "the audit": "AuditRow.objects.create(action='x')",
    "messages to people": "OutboxMessage.objects.create(to_id=1)",
    "what became of a stop": "RunStop.objects.filter(pk=1).update(status='failed')",
    "what a run is cleared for": "RunClearance.objects.update_or_create(run=run)",
}


@pytest.mark.parametrize("truth", WRITERS)
def test_one_writer(truth):
    writers, lines_of = WRITERS[truth]
    found = {path: lines for path, tree in modules().items() if path not in writers and (lines := lines_of(tree))}
    assert not found


@pytest.mark.parametrize("truth", WRITERS)
def test_planted_writer_is_found(truth):
    _writers, lines_of = WRITERS[truth]
    names = "Approval, Posting, ExceptionCase"
    assert lines_of(ast.parse(f"def innocent():\n    from x.models import {names}\n    {BREACHES[truth]}\n")) == [3]
    assert lines_of(ast.parse("def reader():\n    return Order.objects.filter(status='delivered').count()\n")) == []


@pytest.mark.parametrize("truth", WRITERS)
def test_the_writer_exists(truth):
    """A rule whose writer was renamed would guard nothing."""
    writers, lines_of = WRITERS[truth]
    assert all(lines_of(modules()[path]) for path in writers)


def test_pages_and_api_reach_for_no_rows():
    """Views and API parse, call one service and answer."""
    found = {path: lines for path, tree in modules().items() if DOORS.search(path) and (lines := touches_rows(tree))}
    assert not found


@pytest.mark.parametrize("line", ["Order.objects.get(pk=1)", "order.save()", "Order.objects.bulk_create([])"])
def test_planted_row_in_a_view_is_found(line):
    assert touches_rows(ast.parse(f"def page(request):\n    {line}\n")) == [2]


def test_tables_are_carried_out_by_services_only():
    found = [path for path, tree in modules().items() if moved(tree) and "/services" not in path]
    assert found == []


def test_planted_move_outside_a_service_is_found():
    assert len(moved(ast.parse("moves.move(ORDER, 'deliver', Order, [1], actor=user)"))) == 1


WEB = {"django.http", "django.shortcuts", "django.contrib.messages", "rest_framework", "core.http", "core.context"}
OF_A_REQUEST = {"POST", "GET", "FILES", "META", "session"}


def knows_the_web(tree):
    """Lines by which a service would know that there is a web."""
    froms = {node.lineno for node in nodes(tree) if isinstance(node, ast.ImportFrom) and _is_web(node.module)}
    return sorted(froms | {node.lineno for node in nodes(tree) if _reads_request(node)})


def _is_web(module):
    return any(f"{module}.".startswith(f"{name}.") for name in WEB)


def _reads_request(node):
    is_attribute = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return is_attribute and node.value.id == "request" and node.attr in OF_A_REQUEST


def test_services_never_see_a_request():
    """A service owns the transaction and knows no web, so that a page, an API, a job and a command call the same."""
    found = {path: lines for path, tree in modules().items() if "/services" in path and (lines := knows_the_web(tree))}
    assert not found


@pytest.mark.parametrize("line", ["from django.http import HttpResponse", "x = request.POST['amount']"])
def test_planted_web_in_a_service_is_found(line):
    assert knows_the_web(ast.parse(line)) == [1]
