"""Each command has its budget of round trips to the database, and every command has one or says why not.

The days of tests/operations/test_day.py measure them. After a wanted change run that file with
RECORD_COMMAND_BUDGETS=1 in the environment, and look at the difference.
"""

import inspect

from django.db import transaction

from people.models import Platform
from tests.architecture.budgets import counted, is_dearer, recorded
from tests.architecture.routes import routes
from tests.contract import operation_of

# A page's form of a command that is played over the API under another name than the page's.
FORMS = {
    "arrivals/new/": "arrivals/",
    "arrivals/<int:pk>/items/<int:item>/": "arrivals/<int:pk>/check/",
    "arrivals/<int:pk>/rest/": "arrivals/<int:pk>/check/",
    "bank/import/": "bank/",
    "d/calls/<int:pk>/": "driver/stops/<int:pk>/call/",
    "d/me/sheets/<int:pk>/": "runs/<int:pk>/sign/",
    "d/run/stops/<int:pk>/cash/": "driver/stops/<int:pk>/cash/",
    "d/run/stops/<int:pk>/deliver/": "driver/stops/<int:pk>/deliver/",
    "d/run/stops/<int:pk>/refuse/": "driver/stops/<int:pk>/refuse/",
    "dispatch/plan/": "runs/plan/",
    "driver-totals/make/<int:run>/": "driver-totals/",
    "evening/<int:run_id>/<slug:paper>/sign/": "evening/<int:run_id>/papers-sign/",
    "feedback/make/": "feedback/",
    "login/": "session/",
    "payments/new/": "payments/",
    "recon/statements/": "statements/",
    "returns/<int:run_id>/accept/": "evening/<int:run_id>/return-sign/",
}
# Commands that no played day gives, by the reason.
UNPLAYED = {
    "one row of the settings": {
        "calendar/",
        "fleet/drivers/<int:pk>/block/",
        "fleet/drivers/new/",
        "fleet/vehicles/new/",
        "standard/<int:pk>/",
        "standard/new/",
        "terminals/<int:pk>/state/",
        "users/<int:pk>/active/",
        "users/<int:pk>/reset/",
        "users/<int:pk>/roles/",
        "users/new/",
        "zones/<int:pk>/",
        "zones/streets/<int:pk>/forget/",
        "zones/towns/",
        "zones/towns/<int:pk>/remove/",
    },
    "one person's own": {
        "d/notices/read/",
        "inbox/read/",
        "language/",
        "logout/",
        "me/password/",
        "me/pin/",
        "role/",
        "unlock/",
    },
    "one mark on one row": {
        "api/v1/calls/<int:order_id>/take/",
        "calls/<int:order_id>/take/",
        "d/run/handover/found/",
        "arrivals/<int:pk>/scan/",
        "exceptions/<int:pk>/assign/",
        "exceptions/<int:pk>/attach/",
        "exceptions/<int:pk>/reply/",
        "exceptions/<int:pk>/snooze/",
        "jobs/again/",
        "orders/<int:pk>/phone/",
        "sheets/<int:pk>/print/",
        "sim/pos/<str:serial>/",
        "slips/mark/",
    },
    "a plan changed by hand": {"dispatch/assign/", "runs/<int:pk>/stops/"},
    "goods and money that went another way": {
        "api/v1/arrivals/<int:pk>/surplus/",
        "api/v1/evening/<int:run_id>/return-differ/",
        "api/v1/payments/<int:pk>/resubmit/",
        "api/v1/payments/<int:pk>/withdraw/",
        "api/v1/runs/<int:pk>/missing/",
        "api/v1/stock/move/",
        "api/v1/stock/surplus/<int:pk>/join/",
        "arrivals/<int:pk>/surplus/",
        "money/own-funds/",
        "payments/<int:pk>/back/",
        "pos/issues/<int:pk>/undo/",
        "returns/<int:run_id>/difference/",
        "runs/<int:pk>/missing/",
        "stock/move/",
        "stock/surplus/<int:pk>/join/",
    },
    "a file looked at first, and what it asks; the day takes its file at once": {
        "api/v1/imports/drafts/",
        "api/v1/imports/drafts/<int:pk>/dismiss/",
        "api/v1/imports/drafts/<int:pk>/drop/",
        "api/v1/imports/drafts/<int:pk>/import/",
        "api/v1/imports/drafts/<int:pk>/mend/",
        "api/v1/imports/drafts/<int:pk>/suggestions/",
        "api/v1/imports/drafts/<int:pk>/titles/",
        "api/v1/zones/questions/<int:pk>/answer/",
        "orders/imports/",
        "orders/imports/<int:pk>/print/",
        "orders/imports/drafts/<int:pk>/dismiss/",
        "orders/imports/drafts/<int:pk>/drop/",
        "orders/imports/drafts/<int:pk>/import/",
        "orders/imports/drafts/<int:pk>/mend/",
        "orders/imports/drafts/<int:pk>/suggestions/",
        "orders/imports/drafts/<int:pk>/titles/",
        "zones/questions/<int:pk>/",
    },
}


def commands():
    """Patterns of the routes that take a POST."""
    return {route.pattern for route in routes() if "POST" in methods_of(route)}


def methods_of(route):
    """What a view takes, by its description in the API, by `require_http_methods` elsewhere."""
    if route.is_api:
        return {method for method in ("GET", "POST") if operation_of(method, route.pattern)}
    view = route.view
    while view is not None:
        around = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
        if "request_method_list" in around:
            return set(around["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return set()


def played():
    """Routes of which a budget is recorded."""
    return {route for story in recorded().values() for route in story}


def test_every_command_has_a_budget_or_says_why_not():
    with_budget = played()
    forms = {page for page in commands() if f"api/v1/{FORMS.get(page, page)}" in with_budget}
    assert with_budget <= commands()
    assert commands() - with_budget - forms == set().union(*UNPLAYED.values())
    assert set(FORMS) <= forms


def test_a_dearer_command_is_found():
    """The budget's own proof: one statement more, at best or at worst, or a command that nobody recorded."""
    assert not is_dearer([3, 8], [3, 9])
    assert is_dearer([3, 10], [3, 9]) and is_dearer([4, 9], [3, 9]) and is_dearer([1, 1], None)


def test_what_reaches_the_database_is_counted(db):
    with counted() as statements, transaction.atomic():
        list(Platform.objects.all())
    assert len(statements) == 1
