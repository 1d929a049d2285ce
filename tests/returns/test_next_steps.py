"""The client's word makes the next thing happen, and a case closes only when it has happened (INV-10, screens 3.7)."""

import datetime as dt

import pytest

from cod.dues.selectors import due_of
from cod.money.proof import ledger_verify
from cod.totals.services.totals import due_left
from core import clock
from core.models import OutboxMessage
from dispatch.calls.models import Appointment
from dispatch.calls.selectors import call_queue
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from dispatch.runs.selectors.runs import unplanned
from orders.exceptions.cases import OTHER
from orders.exceptions.models import ExceptionCase, NextStep
from orders.exceptions.services import desk
from orders.exceptions.services.cases import exception_close, exception_instruct, exception_open
from orders.gate.models import AreaMove
from orders.gate.services.areas import area_move
from orders.register.models import GoodsItem, Outcome
from orders.register.services.status import payment_state_set
from returns.evening.services.hand_in import papers_sign, return_sign
from returns.evening.services.matching import document_match
from tests.dispatch.morning import PNG, issued, on_road, planned, reasons, stock, stop_of
from tests.orders.gate import refused

pytestmark = pytest.mark.django_db
REDELIVER, RETURN = "redeliver", "return_to_client"


@pytest.fixture
def seven(day):
    """Tuesday 07:10; the next working day is the Wednesday after it."""
    clock.move_to(clock.at(day, "07:10"))
    reasons()
    return day


def instruct(world, case, decision, number="80231"):
    return exception_instruct(case=case, client_staff_no=number, decision=decision, text="", actor=world.cs_agent)


def close(world, case, executed):
    case.refresh_from_db()
    return exception_close(case=case, executed=executed, actor=world.cs_agent)


def refuse_on_phone(world, order):
    clock.move_to(clock.at(order.business_date, "09:40"))
    call_log(
        order=order,
        caller=world.cs_agent,
        result="refused",
        retention="not_retained",
        retention_note="不要了",
        client_staff_no="80417",
    )
    return ExceptionCase.objects.get(order=order, kind="phone_refusal")


def evening(world, run, back):
    """Everything that came back is matched and signed in at 20:00."""
    clock.move_to(clock.at(run.business_date, "20:00"))
    goods = list(GoodsItem.objects.filter(order__in=back).values_list("pk", flat=True))
    papers = [p.pk for stop in run.stops.all() for p in stop.order.documents.filter(status="claimed")]
    sheets = document_match(run=run, documents=papers, goods=goods, actor=world.doc_admin)
    who = {"driver": run.driver.user, "doc_admin": world.doc_admin, "keeper": world.keeper}
    for sign, sheet in ((papers_sign, sheets.papers), (return_sign, sheets.goods)):
        for side in [side.code for side in sheet.kind.sides] if sheet else ():
            sign(run=run, side=side, signer=who[side], shown_hash=sheet.shown_hash)


def fresh(order):
    order.refresh_from_db()
    return order


def test_deliver_again_waits_for_the_goods_then_for_a_run_then_the_case_closes(world, seven):
    """Refused at the door at 11:00, “again” at 12:00: in stock, due and plannable for Wednesday from the evening on."""
    orders = stock(world, seven, [189_900, 0])
    run = on_road(world, seven, orders)
    driver, day_after = world.drivers[0].user, seven + dt.timedelta(days=1)
    clock.move_to(clock.at(seven, "11:00"))
    case = stop_close_refused(stop=stop_of(orders[0]), driver=driver, reason="changed_mind", note="不要了")
    stop_close_delivered(stop=stop_of(orders[1]), driver=driver, signer_name="王女士", image=PNG)
    assert (fresh(orders[0]).payment_state, due_of([orders[0].pk])[orders[0].pk]) == ("not_due", 0)
    instruct(world, case, REDELIVER)
    step = NextStep.objects.get(case=case)
    assert (step.kind, step.status, step.on_date) == (REDELIVER, "waiting", day_after)
    assert fresh(orders[0]).status == "refused_onsite", "the goods are still on the van"
    with refused("not_carried_out"):
        close(world, case, REDELIVER)

    evening(world, run, [orders[0]])
    assert (fresh(orders[0]).status, orders[0].payment_state) == ("in_stock", "unpaid")
    assert due_of([orders[0].pk])[orders[0].pk] == 189_900
    assert due_left(run) == 0, "yesterday's driver owes nothing for it"
    assert ledger_verify() == []
    assert Outcome.objects.filter(order=orders[0]).latest("id").result == "in_progress"
    assert OutboxMessage.objects.filter(kind="plan_again", to_id=world.dispatcher.pk).exists()
    assert not unplanned(world.dispatcher, seven).exists()
    assert list(unplanned(world.dispatcher, day_after)) == [orders[0]]
    with refused("not_carried_out"):
        close(world, case, REDELIVER)

    clock.move_to(clock.at(day_after, "06:00"))
    again = on_road(world, day_after, [fresh(orders[0])])
    close(world, case, REDELIVER)
    [call] = call_queue(world.cs_agent, day_after)
    assert (call.order, call.again, call.appointment.status, call.stop.run) == (orders[0], True, "unbooked", again)
    payment_state_set(order_ids=[orders[0].pk], state="paid", actor=None)
    stop_close_delivered(stop=stop_of(orders[0]), driver=driver, signer_name="王女士", image=PNG)
    assert fresh(orders[0]).status == "delivered"


def test_refused_a_second_time_the_money_closes_a_second_time(world, seven):
    orders = stock(world, seven, [189_900])
    run = on_road(world, seven, orders)
    driver, day_after = world.drivers[0].user, seven + dt.timedelta(days=1)
    case = stop_close_refused(stop=stop_of(orders[0]), driver=driver, reason="changed_mind", note="不要了")
    instruct(world, case, REDELIVER)
    evening(world, run, orders)
    clock.move_to(clock.at(day_after, "06:00"))
    run = on_road(world, day_after, [fresh(orders[0])])
    case = stop_close_refused(stop=stop_of(orders[0]), driver=driver, reason="changed_mind", note="又不要")
    instruct(world, case, RETURN)
    evening(world, run, orders)
    close(world, case, RETURN)
    assert (fresh(orders[0]).status, orders[0].payment_state) == ("return_at_platform", "not_due")
    assert ledger_verify() == []


def test_goods_refused_by_phone_in_the_store_go_to_the_returns_area_by_the_keepers_slip(world, seven):
    """STM-25, BG-18: only then is the return carried out and the case closed."""
    orders = stock(world, seven, [10_000, 20_000])
    issued(world, seven, orders)
    case = refuse_on_phone(world, orders[0])
    assert fresh(orders[0]).status == "refused_phone"
    with refused("not_carried_out"):
        close(world, case, RETURN)
    orders[0].items.update(area="normal")
    sheet = area_move(items=[orders[0].items.get().pk], area="returns", signer=world.keeper)
    assert (sheet.signatures.get().user, AreaMove.objects.get().sheet) == (world.keeper, sheet)
    assert orders[0].items.get().area == "returns"
    assert fresh(orders[0]).status == "return_at_platform"
    close(world, case, RETURN)
    with refused("stands_there"):
        area_move(items=[orders[0].items.get().pk], area="returns", signer=world.keeper)


def test_a_client_who_thinks_again_gets_a_barred_order_delivered(world, seven):
    """Refused by phone on the van, then “deliver again”: the barred stop is over and a new one stands tomorrow."""
    orders = stock(world, seven, [10_000, 0])
    run = on_road(world, seven, orders)
    case = refuse_on_phone(world, orders[0])
    assert stop_of(orders[0]).status == "barred"
    instruct(world, case, REDELIVER)
    stop_close_delivered(stop=stop_of(orders[1]), driver=world.drivers[0].user, signer_name="王", image=PNG)
    evening(world, run, [orders[0]])
    assert (fresh(orders[0]).status, stop_of(orders[0]).status) == ("in_stock", "failed")
    assert [row.kind for row in NextStep.objects.filter(status="dropped")] == [RETURN]
    planned(world, seven + dt.timedelta(days=1), [orders[0]])
    with refused("not_as_instructed"):
        close(world, case, RETURN)
    close(world, case, REDELIVER)


def test_an_order_that_cannot_be_reached_leaves_the_run_or_is_called_again(world, seven):
    """FLW-D.4: another day off the unloaded run; “keep trying” back into the queue at once, attempts from nought."""
    orders = stock(world, seven, [0, 0])
    issued(world, seven, orders)
    clock.move_to(clock.at(seven, "09:40"))
    for order in orders:
        for _attempt in range(3):
            call_log(order=order, caller=world.cs_agent, result="no_answer")
    first, second = (ExceptionCase.objects.get(order=order, kind="unreachable") for order in orders)
    instruct(world, first, REDELIVER)
    assert stop_of(orders[0]).status == "removed"
    assert list(unplanned(world.dispatcher, seven + dt.timedelta(days=1))) == [orders[0]]
    instruct(world, second, "keep_trying")
    row = Appointment.objects.get(order=orders[1])
    assert (row.status, row.attempts, row.callback_at) == ("unbooked", 0, clock.now())
    assert [(call.order, call.reason, call.again) for call in call_queue(world.cs_agent, seven)] == [
        (orders[1], "callback", True)
    ]


def test_goods_in_the_store_that_the_client_wants_back_are_not_planned(world, seven):
    """The last instruction rules; what is set aside is no longer due (INV-30)."""
    order = stock(world, seven, [33_000])[0]
    case = exception_open(kind=OTHER, order=order)
    instruct(world, case, REDELIVER)
    instruct(world, case, RETURN)
    with refused("wanted_back"):
        planned(world, seven, [order])
    assert not unplanned(world.dispatcher, seven + dt.timedelta(days=9)).exists()
    other = exception_open(kind=OTHER, order=order)
    instruct(world, other, REDELIVER)
    with refused("overtaken"):
        close(world, case, RETURN)
    instruct(world, other, RETURN)
    area_move(items=[order.items.get().pk], area="returns", signer=world.keeper)
    assert (fresh(order).status, order.payment_state) == ("return_at_platform", "not_due")
    assert Outcome.objects.get(order=order).client_staff_no == "80231"
    for each in (case, other):
        close(world, each, RETURN)


def test_the_driver_does_not_hand_over_what_the_client_wants_back(world, seven):
    """STM-09: no open instruction against the delivery."""
    orders = stock(world, seven, [0])
    on_road(world, seven, orders)
    instruct(world, exception_open(kind=OTHER, order=fresh(orders[0])), RETURN)
    with refused("wanted_back"):
        stop_close_delivered(stop=stop_of(orders[0]), driver=world.drivers[0].user, signer_name="王", image=PNG)


def test_only_the_keeper_moves_goods_of_his_own_store_between_areas(world, seven):
    items = [order.items.get() for order in stock(world, seven, [0, 0])]
    with refused("side_role"):
        area_move(items=[items[0].pk], area="defective", signer=world.dispatcher)
    with refused("area"):
        area_move(items=[items[0].pk], area="attic", signer=world.keeper)
    with refused("items"):
        area_move(items=[], area="defective", signer=world.keeper)
    world.keeper.platform = world.other_platform
    with refused("not_in_store"):
        area_move(items=[items[0].pk], area="defective", signer=world.keeper)
    assert not AreaMove.objects.exists()


def test_an_overdue_case_is_told_to_who_leads_once(world, seven):
    """BG-11, FLW-B.5: account manager and customer-service manager; a case that was answered in time never."""
    late, answered = (exception_open(kind=OTHER, order=world.order_make()) for _ in range(2))
    assert desk.cases_escalate() == 0
    clock.move_to(clock.now() + dt.timedelta(hours=11, minutes=59))
    instruct(world, answered, "correct_record")
    assert desk.cases_escalate() == 0
    clock.move_to(clock.now() + dt.timedelta(minutes=2))
    assert (desk.cases_escalate(), desk.cases_escalate()) == (1, 0)
    told = OutboxMessage.objects.filter(kind="exception_overdue")
    assert set(told.values_list("to_id", flat=True)) == {world.account_manager.pk, world.cs_manager.pk}
    assert {row.params["number"] for row in told} == {late.number}
    for _ in range(7):
        exception_open(kind=OTHER, order=world.order_make())
    clock.move_to(clock.now() + dt.timedelta(hours=40))
    assert desk.cases_escalate() == 7
    assert OutboxMessage.objects.filter(kind="exceptions_overdue").count() == 2


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "再次配送"), ("en", "is to be delivered again")])
def test_the_pages_say_what_is_next(world, client, seven, language, words):
    """The case, the dispatch desk, the call desk, the stock page and the API, in both languages."""
    type(world.cs_agent).objects.update(language=language)
    world.cs_agent.refresh_from_db()
    order, other = stock(world, seven, [0, 0])
    case = exception_open(kind=OTHER, order=order)
    instruct(world, case, REDELIVER)
    client.force_login(world.cs_agent)
    page = client.get(f"/exceptions/{case.pk}/").content.decode()
    assert words in page and "2026-11-18" in page
    assert client.get("/api/v1/next-steps/").json()["results"][0]["case"] == case.number
    assert client.get(f"/api/v1/exceptions/{case.pk}/").json()["next_step"] == {
        "kind": REDELIVER,
        "on_date": "2026-11-18",
    }
    client.force_login(world.dispatcher)
    assert case.number in client.get("/dispatch/?date=2026-11-18").content.decode()
    back = exception_open(kind=OTHER, order=other)
    instruct(world, back, RETURN)
    client.force_login(world.keeper)
    assert other.order_no in client.get("/stock/?status=wanted_back").content.decode()
    answer = client.get("/api/v1/stock/?area=wanted_back").json()
    assert [row["order_no"] for row in answer["results"]] == [other.order_no]
    posted = {"pick": [other.items.get().pk], "area": "returns"}
    assert client.post("/stock/move/", posted).status_code == 302
    assert fresh(other).status == "return_at_platform"
    sheet = AreaMove.objects.get().sheet
    assert ("退货区" if language == "zh-hans" else "Returns") in client.get(f"/sheets/{sheet.pk}/").content.decode()
    data = {"items": [order.items.get().pk], "area": "defective"}
    answer = client.post("/api/v1/stock/move/", data, content_type="application/json")
    assert (answer.status_code, order.items.get().area) == (201, "defective")
    client.force_login(world.cs_agent)
    assert client.post("/stock/move/", posted).status_code == 403
