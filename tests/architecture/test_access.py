"""Every route for every role: who may not is refused on the server, whoever may gets an answer, nothing breaks.

The routes come from the URL resolver and what each needs from its own mark, so a new page is swept without a word here.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import path

from people import roles
from people.access import needs, open_to_all
from people.rights import rights
from tests.architecture.routes import METHODS, NOBODYS, Knocker, Visitor, first_id, routes, unmarked

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# Part (a), what each role must not do. The matrix of people/roles.py must never allow one of these.
NEVER = {
    roles.PLATFORM_MANAGER: (
        "payment.request",
        "bank.import",
        "handover.issue",
        "handover.sign",
        "pos.manage",
        "pos.sign",
        "cod_sheet.sign",
        "driver_total.make",
        "driver_total.sign",
        "acceptance.sign",
        "returns.sign",
        "returns.accept",
    ),
    roles.CS_MANAGER: (
        "payment.approve",
        "payment.pay",
        "payment.form",
        "returns.sign",
        "returns.accept",
        "handover.sign",
        "pos.manage",
        "pos.sign",
        "bank.import",
        "cod_sheet.sign",
    ),
    roles.CS_AGENT: (
        "pos.read",
        "pos.manage",
        "money.read",
        "bank.read",
        "statement.read",
        "payment.read",
        "cod_sheet.read",
        "acceptance.sign",
        "handover.sign",
        "returns.sign",
        "pos.sign",
        "driver_total.sign",
        "cod_sheet.sign",
        "papers.match",
        "runs.plan",
    ),
    roles.SUPERVISOR: (
        "money.read",
        "bank.read",
        "cod_sheet.read",
        "payment.read",
        "statement.read",
        "pos.manage",
        "handover.sign",
        "returns.sign",
        "returns.accept",
        "acceptance.sign",
    ),
    roles.DRIVER: (
        "orders.read",
        "search.use",
        "money.read",
        "runs.plan",
        "runs.read",
        "runs.depart",
        "exceptions.instruct",
        "handover.issue",
        "pos.manage",
        "driver_total.make",
        "cod_sheet.sign",
        "phones.reveal",
        "calls.log",
        "papers.match",
        "returns.accept",
        "board.read",
    ),
    roles.DOC_ADMIN: (
        "returns.accept",
        "pos.manage",
        "pos.sign",
        "driver_total.make",
        "driver_total.sign",
        "cod_sheet.sign",
        "bank.import",
        "bank.read",
        "acceptance.sign",
        "handover.sign",
    ),
    roles.CASHIER: (
        "bank.import",
        "papers.match",
        "slips.check",
        "returns.sign",
        "returns.accept",
        "statement.import",
        "payment.request",
        "payment.approve",
        "orders.import",
    ),
    roles.KEEPER: (
        "papers.match",
        "returns.sign",
        "orders.import",
        "money.read",
        "pos.manage",
        "pos.sign",
        "runs.plan",
    ),
    roles.DISPATCHER: (
        "handover.issue",
        "handover.sign",
        "acceptance.sign",
        "money.read",
        "pos.manage",
        "pos.sign",
        "returns.sign",
    ),
    roles.INTAKE: ("acceptance.sign", "money.read", "runs.plan", "handover.sign", "calls.log"),
    roles.ACCOUNT_MANAGER: ("payment.approve", "payment.request", "payment.pay", "orders.import", "calls.log"),
    roles.PLATFORM_HEAD: ("payment.request", "pos.manage", "handover.sign", "bank.import", "runs.plan"),
    roles.SHUTTLE_DRIVER: ("orders.read", "money.read", "phones.reveal", "search.use", "pos.read", "calls.read"),
    roles.REGIONAL_FINANCE: ("payment.request", "payment.form", "payment.pay", "statement.import", "bank.import"),
    roles.GENERAL_MANAGER: ("payment.request", "payment.form", "payment.pay", "statement.import", "bank.import"),
    roles.PROJECT_TEAM: ("payment.request", "payment.approve", "payment.pay", "statement.import", "bank.import"),
    roles.HQ_FINANCE: ("payment.request", "payment.approve", "statement.import", "orders.import", "pos.manage"),
    roles.SALES_FINANCE: ("payment.request", "payment.pay", "bank.import", "statement.import", "cod_sheet.sign"),
}
# ROL-19 and ROL-20: they run the system and touch no business.
# What everybody may.
OWN = {"self.manage", "inbox.read", "clock.move"}
SYSTEM_ACTIONS = {
    roles.ADMIN: {
        "self.manage",
        "inbox.read",
        "users.manage",
        "calendar.manage",
        "jobs.read",
        "zones.read",
        "zones.edit",
        "standard.read",
        "standard.manage",
        "clock.move",
        "board.read",
        "balance.read",
    },
    roles.IT_SUPPORT: {
        "self.manage",
        "inbox.read",
        "jobs.read",
        "jobs.run",
        "clock.move",
        "board.read",
        "balance.read",
    },
}
# SOD-02, SOD-04, SOD-05, SOD-06: no role holds both.
APART = (
    ("payment.request", "payment.approve"),
    ("payment.approve", "payment.pay"),
    ("papers.match", "returns.accept"),
    ("pos.manage", "bank.import"),
    ("driver_total.make", "slips.check"),
    ("handover.issue", "runs.plan"),
    ("orders.import", "money.read"),
)
# Routes that any number of people may open without a session. A new one is named here on purpose.
OPEN = {
    "healthz",
    "login/",
    "logout/",
    "unlock/",
    "language/",
    "api/v1/session/",
    "api/pos/v1/preauth/",
    "api/pos/v1/quote/",
    "api/pos/v1/sale/",
}


# Takes a second to make and is the same for everybody: only asked through the whole server.
HEAVY = {"api/schema/"}


def test_every_route_says_who_may_come_in():
    assert unmarked() == []


def test_a_planted_route_without_a_mark_is_found():
    """The sweep's own proof: a view that says nothing about access, in a list of addresses made here."""
    assert unmarked("tests.architecture.test_access") == ["secret/<int:pk>/"]


def test_open_routes_are_known_ones():
    assert {route.pattern for route in routes() if route.needs == ()} == OPEN


@pytest.mark.parametrize("role", sorted(NEVER))
def test_forbidden_cells_of_the_matrix(role):
    """Part (a), "Must not", as far as the actions exist."""
    assert not [action for action in NEVER[role] if rights[action].is_open_to([role])]


@pytest.mark.parametrize("role", sorted(SYSTEM_ACTIONS))
def test_who_runs_the_system_does_no_business(role):
    held = {action for action in rights if rights[action].is_open_to([role])}
    assert held <= SYSTEM_ACTIONS[role]


@pytest.mark.parametrize(("one", "other"), APART)
def test_duties_that_stay_apart(one, other):
    assert not rights[one].roles & rights[other].roles


def test_every_role_and_every_action_is_used():
    """An action without a route or a role is a promise that nobody keeps."""
    assert not [right for right in rights if not right.roles]
    assert set(NEVER) | set(SYSTEM_ACTIONS) | roles.READS_ALL == set(roles.ROLES)
    for role in roles.READS_ALL:
        assert {right for right in rights if right.is_open_to([role]) and not right.reads} <= OWN


@pytest.mark.parametrize("role", roles.ROLES)
def test_sweep(busy_day, role):
    """Each route, GET and POST: 403 for the role exactly when the matrix says so, and never a server error."""
    swept = [route for route in routes() if route.pattern not in HEAVY]
    found = findings(Knocker(member(busy_day, role)), swept, role)
    assert not found, "\n".join(found)


def test_sweep_through_the_whole_server(busy_day):
    """Each route for a role that may and for one that may not, through every middleware, as a browser asks."""
    visitors = {role: Visitor(member(busy_day, role)) for role in roles.ROLES}
    found = []
    for place, route in enumerate(routes()):
        may = [role for role in roles.ROLES if is_allowed(route, role)]
        for group in (may, [role for role in roles.ROLES if role not in may]):
            if group:
                role = group[place % len(group)]
                found += findings(visitors[role], [route], role, METHODS[place % 2 :][:1])
    assert not found, "\n".join(found)


def test_a_planted_mistake_in_the_guard_is_found(busy_day, settings):
    """A page that says it is the administrator's but lets everybody in is found by the sweep."""
    settings.ROOT_URLCONF = "tests.architecture.test_access"
    visitor = Knocker(busy_day.drivers[0].user)
    planted = [route for route in routes(settings.ROOT_URLCONF) if route.pattern == "leaky/"]
    assert findings(visitor, planted, roles.DRIVER) == [
        "GET leaky/: 200 for driver, who may not",
        "POST leaky/: 200 for driver, who may not",
    ]


def test_sweep_of_nobody(busy_day):
    """Without a session: to the sign-in page, or 401 as JSON."""
    visitor, wrong = Knocker(AnonymousUser()), []
    for route in [route for route in routes() if route.needs]:
        for method in METHODS:
            answer = visitor.answer(method, route)
            turned_away = answer.status == 302 and answer.location.startswith("/login/")
            if not (answer.status == 401 if route.is_api else turned_away):
                wrong.append(f"{method} {route.pattern}: {answer.status}")
    assert not wrong, "\n".join(wrong)


# What everybody may see of any platform: the sheet of a payment, files of the client and of the bank, and the standard
# belong to no platform.
SHARED = {"bank", "standard", "users", "recon", "payments", "statements", "feedback", "imports"}


def test_sweep_of_a_stranger(busy_day):
    """Everything that one platform's staff may do, done by another platform's: our rows are not there (SOD-07)."""
    visitor, wrong = Knocker(busy_day.people["stranger_of_all"]), []
    for route in [route for route in routes() if route.of_rows and route.needs]:
        if SHARED & set(route.pattern.split("/")) or str(NOBODYS) in route.path():
            continue
        for method in METHODS:
            answer = visitor.answer(method, route)
            if not is_hidden(visitor, answer):
                wrong.append(f"{method} {route.pattern}: {answer.status} {answer.code}")
    assert not wrong, "\n".join(wrong)


def test_lists_show_a_stranger_nothing(busy_day):
    """No list, page or API names an order of ours to another platform's staff."""
    visitor = Visitor(busy_day.people["stranger_of_all"])
    numbers = [order.order_no.encode() for order in busy_day.orders]
    wrong = []
    for route in [route for route in routes() if not route.of_rows and route.needs and route.pattern not in HEAVY]:
        shown = body(visitor.ask("GET", route.path()))
        wrong += [route.pattern] if any(number in shown for number in numbers) else []
    assert not wrong, "\n".join(wrong)


def test_a_driver_sees_no_other_drivers_run(busy_day):
    """SOD-07: D02 asks for the run of D01 in every way there is."""
    visitor, wrong = Knocker(busy_day.drivers[1].user), []
    run, stop = first_id("dispatch.Run"), first_id("dispatch.RunStop")
    assert busy_day.run.pk == run and stop
    words = ("runs", "evening", "stops", "sheets", "orders", "calls")
    for route in [route for route in routes() if route.of_rows and route.needs]:
        if not set(words) & set(route.pattern.split("/")):
            continue
        for method in METHODS:
            answer = visitor.answer(method, route)
            if not is_hidden(visitor, answer):
                wrong.append(f"{method} {route.pattern}: {answer.status} {answer.code}")
    assert not wrong, "\n".join(wrong)


def is_hidden(visitor, answer):
    """Whether an answer says no more than that there is nothing: also fields missing before anything was looked up."""
    if answer.status == 302:
        answer = visitor.at("GET", answer.location)
    return answer.status in {403, 404, 405} or (answer.status == 422 and answer.code == "")


def body(answer):
    """What was sent, also of a file."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def member(world, role):
    """Somebody with just this role; a driver has a run."""
    if role == roles.DRIVER:
        return world.drivers[0].user
    return next(user for user in world.people.values() if user.roles == {role})


def is_allowed(route, role, method="GET"):
    """Whether the matrix lets this role in; to change something a view may demand more than to look."""
    more = route.posting_needs if method == "POST" else ()
    needed = route.needs_for(method)
    inside = not needed or any(rights[action].is_open_to([role]) for action in needed)
    return inside and all(rights[action].is_open_to([role]) for action in more)


def findings(visitor, swept, role, methods=METHODS):
    """What is wrong with the answers to this role, one line each."""
    found = []
    for route in swept:
        for method in methods:
            allowed = is_allowed(route, role, method)
            answer = visitor.answer(method, route)
            if answer.status >= 500:
                found.append(f"{method} {route.pattern}: {answer.status} for {role} {answer.fault}")
            elif allowed and answer.for_role:
                found.append(f"{method} {route.pattern}: 403 for {role}, who may")
            elif not allowed and not answer.for_role:
                found.append(f"{method} {route.pattern}: {answer.status} for {role}, who may not")
    return found


# Addresses made for the proofs above.
def secret(request, pk):
    raise AssertionError("never called")


def leaky(request):
    return HttpResponse("everything", status=200)


leaky.needs = ("users.manage",)
urlpatterns = [
    path("secret/<int:pk>/", secret),
    path("leaky/", leaky),
    path("kept/", needs("users.manage")(leaky)),
    path("open/", open_to_all(lambda request: leaky(request))),
]
