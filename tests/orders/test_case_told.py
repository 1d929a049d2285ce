"""Who hears of a case, what they read, and what is kept of each step at the exception desk (INV-10, INV-11, BG-11)."""

import datetime as dt

import pytest

from core import clock
from core.errors import Refusal
from dispatch.calls.cases import UNREACHABLE
from orders.exceptions.cases import OTHER
from orders.exceptions.models import ExceptionCase, Instruction
from orders.exceptions.services import desk
from orders.exceptions.services.cases import (
    Subject,
    exception_close,
    exception_instruct,
    exception_open,
    exceptions_open,
)
from orders.register.models import Reason
from sheets.models import Attachment
from tests.orders.gate import PNG, refused
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def case(world):
    """A case that the service agent opened on an order at 09:00."""
    return exception_open(kind=OTHER, order=world.order_make(), description="地址不清", actor=world.cs_agent)


def test_a_case_keeps_what_it_was_opened_with(world, day):
    order = world.order_make(items=2)
    item, reason = order.items.last(), Reason.objects.create(kind="refusal", code="x", name_zh="x", name_en="x")
    since = Since()
    one = exception_open(
        kind=OTHER, order=order, item=item, description="长" * 400, reason=reason, actor=world.cs_agent
    )
    kept = ExceptionCase.objects.get()
    assert (kept.number, kept.kind, kept.client, kept.order, kept.item) == (
        "YC261117-001",
        OTHER,
        world.client,
        order,
        item,
    )
    assert (len(kept.description), kept.reason, kept.standard, kept.opened_by) == (300, reason, None, world.cs_agent)
    assert (kept.opened_at, kept.due_at) == (clock.at(day, "09:00"), clock.at(day, "21:00"))
    staff, about = world.cs_agent.staff_no, one.audit_about
    assert since.history() == [("exception.open", staff, about, {"kind": "other"})]
    exception_open(kind=OTHER, client=world.client)
    second = ExceptionCase.objects.latest("pk")
    assert (second.number, second.client, second.order, second.opened_by) == ("YC261117-002", world.client, None, None)


def test_five_cases_are_told_one_by_one_and_six_in_one_message(world):
    who = sorted(user for user in ("cs_agent", "cs_manager", "account_manager") if user in world.people)
    subjects = [Subject(world.order_make()) for _ in range(6)]
    since = Since()
    five = exceptions_open(kind=OTHER, subjects=subjects[:5])
    told = since.told()
    assert {key: params for key, (_who, params) in told.items()} == {
        ("exception_opened", case.audit_about): {"number": case.number} for case in five
    }
    assert all(set(names) <= set(who) and names for names, _params in told.values())
    since = Since()
    six = exceptions_open(kind=OTHER, subjects=subjects)
    assert {key: params for key, (_who, params) in since.told().items()} == {
        ("exceptions_opened", "exceptions"): {"count": 6, "number": six[0].number}
    }


def test_an_instruction_is_kept_with_its_number_and_tells_who_acts_on_this_platform(world, case):
    stranger = world.people["stranger"]
    since = Since()
    exception_instruct(
        case=case, client_staff_no=" 80231 ", decision="return_to_client", text="退" * 400, actor=world.cs_agent
    )
    word = Instruction.objects.get()
    assert (word.exception, word.client_staff_no, word.channel, word.decision, len(word.text)) == (
        case,
        "80231",
        "phone",
        "return_to_client",
        300,
    )
    assert (word.zone, word.recorded_by, word.received_at) == (None, world.cs_agent, clock.now())
    told = since.told()["next_return", case.audit_about]
    assert told[0] == ["keeper"] and stranger.username not in told[0]
    assert told[1] == {"number": case.number, "order_no": case.order.order_no, "zone": ""}
    assert since.history()[0][:2] == ("exception.instruct", world.cs_agent.staff_no)


def test_no_other_instruction_than_those_of_its_list_and_a_zone_only_when_asked(world, case):
    for decision, zone, code in (
        ("", None, "decision"),
        ("admit", None, "decision"),
        ("redeliver", case.order.zone, "zone"),
    ):
        with refused(code):
            exception_instruct(
                case=case, client_staff_no="1", decision=decision, text="", actor=world.cs_agent, zone=zone
            )


def test_closing_keeps_who_did_what_and_when(world, case):
    with pytest.raises(Refusal) as no:
        exception_close(case=case, executed="redeliver", actor=world.cs_agent)
    words = f"Case {case.number} has no client instruction yet."
    assert (no.value.code, str(no.value)) == ("no_instruction", words)
    exception_instruct(case=case, client_staff_no="80231", decision="redeliver", text="", actor=world.cs_agent)
    clock.move_to(clock.now() + dt.timedelta(hours=1))
    since = Since()
    exception_close(case=case, executed="redeliver", actor=world.cs_manager)
    assert since.history() == [
        ("exception.close", world.cs_manager.staff_no, case.audit_about, {"status": "closed"}),
    ]
    case.refresh_from_db()
    assert (case.executed, case.closed_at) == ("redeliver", clock.now())


def test_a_case_changes_hands_with_both_names(world, case):
    since = Since()
    desk.case_assign(case=case, actor=world.cs_agent)
    desk.case_assign(case=case, actor=world.cs_manager)
    agent, manager = world.cs_agent.pk, world.cs_manager.pk
    assert since.changes() == [
        ("exception.assign", {"assignee": None}, {"assignee": agent}),
        ("exception.assign", {"assignee": agent}, {"assignee": manager}),
    ]
    assert [row[1] for row in since.history()] == [world.cs_agent.staff_no, world.cs_manager.staff_no]
    assert ExceptionCase.objects.get().assignee == world.cs_manager


def test_a_case_is_put_aside_until_a_moment_to_come(world, case):
    until, since = clock.now() + dt.timedelta(minutes=1), Since()
    desk.case_snooze(case=case, until=until, actor=world.cs_agent)
    assert since.history() == [
        ("exception.snooze", world.cs_agent.staff_no, case.audit_about, {"until": until.isoformat()})
    ]
    exception_instruct(case=case, client_staff_no="80231", decision="redeliver", text="", actor=world.cs_agent)
    assert ExceptionCase.objects.get().snoozed_until is None, "the client's word brings it back"


def test_nothing_is_done_on_a_closed_case(world, case):
    exception_instruct(case=case, client_staff_no="80231", decision="redeliver", text="", actor=world.cs_agent)
    exception_close(case=case, executed="redeliver", actor=world.cs_agent)
    later = clock.now() + dt.timedelta(hours=1)
    for act in (
        lambda: desk.case_assign(case=case, actor=world.cs_agent),
        lambda: desk.case_snooze(case=case, until=later, actor=world.cs_agent),
        lambda: desk.case_reply(case=case, reply="reply_wait", actor=world.cs_agent),
    ):
        with pytest.raises(Refusal) as no:
            act()
        assert (no.value.code, str(no.value)) == ("case_closed", f"Case {case.number} is closed.")


def test_a_note_goes_to_the_driver_who_has_the_goods(world, case):
    d01, d02 = world.drivers[:2]
    case.order.items.update(holder=d01.holder)
    since = Since()
    assert desk.case_reply(case=case, reply="reply_wait", actor=world.cs_agent) == 1
    params = {"number": case.number, "order_no": case.order.order_no}
    assert since.told() == {("reply_wait", case.audit_about): ([d01.user.username], params)}
    said = {"reply": "reply_wait", "to": [d01.user_id]}
    assert since.history() == [("exception.reply", world.cs_agent.staff_no, case.audit_about, said)]
    reported = exception_open(kind=UNREACHABLE, order=case.order, actor=d02.user)
    since = Since()
    desk.case_reply(case=reported, reply="reply_call", actor=world.cs_agent)
    assert since.told()["reply_call", reported.audit_about][0] == [d01.user.username]


def test_without_goods_the_note_goes_to_the_driver_who_reported_and_never_to_an_agent(world, case):
    d02 = world.drivers[1]
    reported = exception_open(kind=UNREACHABLE, order=case.order, actor=d02.user)
    case.order.items.update(holder=world.drivers[0].holder)
    world.drivers[0].user.is_active = False
    world.drivers[0].user.save()
    since = Since()
    assert desk.case_reply(case=reported, reply="reply_again", actor=world.cs_agent) == 1
    assert since.told()["reply_again", reported.audit_about][0] == [d02.user.username]
    with refused("no_driver"):
        desk.case_reply(case=case, reply="reply_again", actor=world.cs_agent)
    loose = exception_open(kind=OTHER, client=world.client, actor=d02.user)
    since = Since()
    desk.case_reply(case=loose, reply="reply_again", actor=world.cs_agent)
    assert since.told()["reply_again", loose.audit_about][1] == {"number": loose.number, "order_no": ""}


def test_a_picture_is_kept_with_its_case(world, case):
    kept = desk.case_attach(case=case, content=PNG, name="box.png", actor=world.cs_agent)
    row = Attachment.objects.get()
    assert (row, row.about, row.added_by, row.file.name) == (kept, case.audit_about, world.cs_agent, "box.png")
    assert row.of and row.kind == "case"


def late_cases(world, count):
    """Cases of this morning, and one more that is answered; it is a minute after their limit."""
    cases = [exception_open(kind=OTHER, order=world.order_make()) for _ in range(count + 1)]
    exception_instruct(case=cases[-1], client_staff_no="8", decision="redeliver", text="", actor=world.cs_agent)
    clock.move_to(cases[0].due_at + dt.timedelta(minutes=1))
    return cases[:-1]


def test_a_late_answer_is_told_to_those_who_lead_once(world):
    cases = late_cases(world, 5)
    since = Since()
    assert desk.cases_escalate() == 5
    leads = ["account_manager", "cs_manager"]
    assert since.told() == {("exception_overdue", case.audit_about): (leads, {"number": case.number}) for case in cases}
    assert since.history() == [("exception.escalate", "", case.audit_about, {"late": True}) for case in cases]
    assert set(ExceptionCase.objects.filter(status="open").values_list("escalated_at", flat=True)) == {clock.now()}
    since = Since()
    assert (desk.cases_escalate(), since.told(), since.history()) == (0, {}, [])


def test_six_late_answers_are_one_message(world):
    cases = late_cases(world, 6)
    since = Since()
    assert desk.cases_escalate() == 6
    params = {"count": 6, "number": cases[0].number}
    leads = ["account_manager", "cs_manager"]
    assert since.told() == {("exceptions_overdue", "exceptions"): (leads, params)}


def test_at_the_limit_itself_nothing_is_late(world, case):
    clock.move_to(case.due_at)
    assert desk.cases_escalate() == 0
