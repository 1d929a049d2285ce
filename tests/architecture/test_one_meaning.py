"""One meaning, one declaration, one word: what two tables used to say of one thing is said once."""

import ast
import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from core.errors import NotAllowed
from core.jobs import timed_jobs
from core.lifecycle import SYSTEM
from core.models import JobRun
from operations.board.selectors import warnings
from orders.exceptions.cases import GENERAL, OTHER, REDELIVER, RETURN, decisions
from orders.exceptions.lifecycle import EXCEPTION, CaseAction, StepKind
from orders.exceptions.models import Instruction
from orders.exceptions.rights import EXCEPTIONS_CLOSE, EXCEPTIONS_INSTRUCT
from orders.exceptions.services.cases import exception_instruct, exception_open
from orders.register import lifecycle
from orders.register.lifecycle import OrderState, PaymentState
from people import roles
from tests.architecture.code import BASE, modules, nodes

PAYMENT_STATES = "orders/register/lifecycle.py"
ARROW = re.compile(r'aria-label="([^"]*)">\s*\{% icon "chevron-left"')


def instruct(case, actor):
    return exception_instruct(case=case, client_staff_no="80231", decision=REDELIVER, text="再送", actor=actor)


def test_the_right_and_the_machine_name_the_same_people_who_instruct(world, client):
    """The rights let a cashier open the form that the machine's table then refused (ROL-07)."""
    assert set(EXCEPTION.moves[CaseAction.INSTRUCT].roles) == set(EXCEPTIONS_INSTRUCT.roles)
    assert roles.CASHIER not in EXCEPTIONS_INSTRUCT.roles
    case = exception_open(kind=OTHER, order=world.order_make())
    client.force_login(world.cashier)
    answer = client.post(reverse("exception-instruct", args=[case.pk]), {"client_staff_no": "80231", "text": "再送"})
    assert answer.status_code == 403
    with pytest.raises(NotAllowed):
        instruct(case, world.cashier)
    assert not Instruction.objects.exists()


def test_only_who_may_close_a_case_is_offered_to_close_it(world, client):
    """Order intake may write down what the client said; closing is in another row of the table (INV-10)."""
    assert set(EXCEPTION.moves[CaseAction.CLOSE].roles) == {*EXCEPTIONS_CLOSE.roles, SYSTEM}
    case = exception_open(kind=OTHER, order=world.order_make())
    instruct(case, world.intake)
    for user, offered in ((world.intake, False), (world.cs_agent, True)):
        client.force_login(user)
        page = client.get(reverse("exception-page", args=[case.pk])).content.decode()
        assert (reverse("exception-close", args=[case.pk]) in page) is offered, user


def test_giving_goods_back_to_the_client_is_one_decision():
    """It had two codes, "return" by phone and "return_to_client" at the desk, and a table that made them one."""
    assert "return" not in decisions and RETURN == StepKind.RETURN == "return_to_client"
    steps = [decision.step for decision in decisions if decision.step]
    assert sorted(steps) == sorted(StepKind), "two decisions lead to one step, or a step to no decision"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_two_decisions_of_a_case_say_the_same(language):
    with override(language):
        words = [decision.words for decision in decisions]
    assert len(set(words)) == len(words) > len(GENERAL)


def lists_by_hand(tree: ast.AST) -> list[int]:
    """Lines that put states of payment together, as members or as strings: a part that has no name."""
    groups = [node.elts for node in nodes(tree) if isinstance(node, (ast.List, ast.Set, ast.Tuple))]
    return [group[0].lineno for group in groups if len([one for one in group if _payment_state(one)]) > 1]


def _payment_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "PaymentState"
    return isinstance(node, ast.Constant) and node.value in set(PaymentState) - {"none"}


def test_states_of_payment_are_put_together_in_one_place():
    """Four rooms wrote such lists, and each forgot another state."""
    found = {path: lines for path, tree in modules().items() if (lines := lists_by_hand(tree))}
    assert set(found) == {PAYMENT_STATES}


@pytest.mark.parametrize(
    "line",
    [
        'SETTLED = ("none", "paid", "arrived")',
        "x in {PaymentState.PAID, PaymentState.ARRIVED}",
        'f(["paid", "remitted"])',
    ],
)
def test_a_planted_list_of_payment_states_is_found(line):
    assert lists_by_hand(ast.parse(line)) == [1]


def test_every_state_of_payment_has_its_part():
    """Still to be charged, charged, nothing due, or in doubt: each state in exactly one."""
    parts = [lifecycle.TO_CHARGE, lifecycle.CHARGED, lifecycle.NOTHING_DUE, {PaymentState.EXCEPTION}]
    assert sorted(state for part in parts for state in part) == sorted(PaymentState)
    assert lifecycle.MATCHED < lifecycle.CHARGED < lifecycle.TAKEN
    assert lifecycle.TAKEN - lifecycle.CHARGED < lifecycle.TO_CHARGE
    assert lifecycle.SETTLED - lifecycle.CHARGED < lifecycle.NOTHING_DUE


def test_every_state_of_an_order_has_its_part():
    """Without a result, refused and not back, or over: what is told to the client again rests on this."""
    over = {OrderState.DELIVERED, OrderState.RETURN_AT_PLATFORM, OrderState.CANCELLED}
    parts = [lifecycle.WITHOUT_RESULT, lifecycle.REFUSED, over]
    assert sorted(state for part in parts for state in part) == sorted(OrderState)
    assert set(lifecycle.OPEN) == set(OrderState) - over
    ends = {move.target for move in lifecycle.ORDER.moves.values() if move.target not in lifecycle.WITHOUT_RESULT}
    assert ends == over | set(lifecycle.REFUSED)


def test_every_timed_job_has_words_in_both_languages():
    for job in timed_jobs().values():
        with override("zh-hans"):
            assert re.search("[\u4e00-\u9fff]", gettext(job.title)), job.name
        assert not re.search("[\u4e00-\u9fff]", job.title) and job.title != job.name


def test_the_day_board_names_jobs_in_words(world, day):
    """A failed and a late job stood there by their codes."""
    for job, late in zip(timed_jobs().values(), (True, False, True, False, True, False), strict=True):
        JobRun.objects.create(
            job=job.name,
            business_date=day,
            due_at=job.due.at(day),
            state=JobRun.DONE if late else JobRun.FAILED,
            caught_up=late,
        )
    with override("zh-hans"):
        told = "\n".join(warnings(day))
        assert all(gettext(job.title) in told for job in timed_jobs().values())
    assert not [name for name in timed_jobs() if name in told]


def test_the_arrow_back_says_go_back_and_not_that_the_van_is_back():
    """One msgid stood for "back" and for "back from the round" (回场), which a phone read aloud on every page."""
    pages = [page.read_text(encoding="utf-8") for page in (BASE / "templates" / "driver").rglob("*.html")]
    arrows = [label for page in pages for label in ARROW.findall(page)]
    assert len(arrows) == sum(page.count('"chevron-left"') for page in pages) > 5
    assert set(arrows) == {"{% translate 'Go back' %}"}
    with override("zh-hans"):
        assert gettext("Go back") == "返回"
