"""The standard, photos, surplus goods, stock, admission, the desk (ENT-12, ENT-13, INV-08, STM-03, BG-11, BG-17)."""

import datetime as dt
import io

import openpyxl
import pytest

from cod.dues.selectors import due_of
from core import calendar, clock
from core.errors import Refusal
from core.models import OutboxMessage
from dispatch.calls.cases import UNREACHABLE
from dispatch.doorstep.cases import ONSITE_REFUSAL
from orders.exceptions.cases import OTHER
from orders.exceptions.limits import answer_due
from orders.exceptions.models import DamageStandard, ExceptionCase, Instruction
from orders.exceptions.selectors.cases import cases_found, counts_for, staff_numbers
from orders.exceptions.services import desk
from orders.exceptions.services.cases import exception_close, exception_instruct, exception_open
from orders.exceptions.services.standard import clause_save
from orders.gate.cases import SURPLUS
from orders.gate.decisions import ACCEPT, AWAIT, CARRIER_RETURN, KEEP
from orders.gate.models import SurplusItem
from orders.gate.selectors.stock import stock_counts, stock_found
from orders.gate.services import arrival as arrivals
from orders.gate.services.surplus import surplus_add
from orders.reference import reference_load
from orders.register.lifecycle import OrderAction
from orders.register.models import Order, ServiceZone
from orders.register.services.status import orders_move
from orders.zones.cases import ADMIT, CANCEL, OUT_OF_AREA
from tests.orders.gate import PNG, check, line, on_hand, photo, refused, sign, truck

pytestmark = pytest.mark.django_db


def instruct(case, decision, actor, number="80231", **more):
    case.refresh_from_db()
    return exception_instruct(case=case, client_staff_no=number, decision=decision, text="", actor=actor, **more)


def close(case, executed, actor):
    case.refresh_from_db()
    exception_close(case=case, executed=executed, actor=actor)
    case.refresh_from_db()
    return case.status


# ENT-13, INV-08, AMB-11


def test_the_standard_is_seeded_once_as_to_be_supplied_and_edited_after(world):
    rows = DamageStandard.objects.all()
    assert {row.place for row in rows} == {"inbound", "door"} and len(rows) == 7
    assert all("待客户提供" in row.text_zh and "to be supplied" in row.text_en for row in rows)
    clause = clause_save(clause=rows.get(code="3.2"), actor=world.cs_manager, text_zh="外箱压痕深度 2 厘米以内")
    DamageStandard.objects.filter(code="3.5").delete()
    reference_load()
    clause.refresh_from_db()
    assert clause.text_zh == "外箱压痕深度 2 厘米以内" and not DamageStandard.objects.filter(code="3.5").exists()
    with refused("clause_twice"):
        clause_save(actor=world.admin, place="inbound", code="3.2", text_zh="又一条", decision="note")


def test_damage_is_judged_by_a_clause_in_use_and_never_accepted_against_it(world):
    order, other = world.order_make(), world.order_make()
    arrival = truck(world)
    with refused("clause"):
        check(world, arrival, line(order, "noted", note="只有备注"))
    with refused("clause_unknown"):
        check(world, arrival, line(order, "refused", clause="9.9"))
    with refused("clause_unknown"):
        check(world, arrival, line(order, "refused", clause="5.1"))  # a clause of the door
    with refused("clause_says"):
        check(world, arrival, line(order, "accepted", clause="3.3"))
    assert not ExceptionCase.objects.exists() and not arrival.lines.exists()
    assert check(world, arrival, line(other, "accepted", clause="3.1"))["cases"] == []
    check(world, arrival, line(order, "refused", clause="3.3"))
    with refused("clause_used"):
        clause_save(clause=DamageStandard.objects.get(code="3.3"), actor=world.admin, code="3.9")


def test_a_damaged_carton_needs_its_photo_before_the_receipt(world):
    """ENT-12: PNG or JPEG; the photo is filed with the order and locked with the receipt."""
    order = world.order_make()
    arrival = truck(world)
    check(world, arrival, line(order, "refused", clause="3.3"))
    with refused("photo_missing"):
        arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    kept = photo(world, arrival, order)
    assert kept.about == f"order:{order.pk}"
    sign(world, arrival)
    arrival.refresh_from_db()
    with refused("receipt_signed"):
        photo(world, arrival, order)


# surplus


def surplus(world, arrival, label="海尔冰箱 BCD-215", **more):
    return surplus_add(arrival=arrival, label=label, code="BCD-215", actor=world.keeper, **more)


def test_surplus_goods_kept_come_into_the_store_by_the_receipt_and_leave_by_a_later_one(world):
    """One surplus fridge is kept (工号 80231), one goes back with the truck: on hand 2 items, 1 surplus."""
    orders = [world.order_make(), world.order_make()]
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    kept, back = surplus(world, arrival, photo=(PNG, "label.png")), surplus(world, arrival, label="微波炉", pieces=2)
    with refused("surplus_not_instructed"):
        arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    with refused("decision"):
        instruct(kept.case, AWAIT, world.keeper)
    instruct(kept.case, KEEP, world.keeper)
    instruct(back.case, CARRIER_RETURN, world.keeper)
    with refused("receipt_unsigned"):
        close(kept.case, KEEP, world.keeper)
    sheet = sign(world, arrival)
    words = [row["cells"][7:] for row in sheet.content["lines"] if "surplus" in row]
    assert words == [["多货", "暂存待订单", "80231"], ["多货", "退承运商带回", "80231"]]
    assert sheet.content["totals"][-1] == ["多货", "2"]
    kept.refresh_from_db()
    back.refresh_from_db()
    assert (kept.holder.kind, kept.area, kept.sheet) == ("store", "inspection", sheet)
    assert (back.holder, back.sheet, back.returned_by) == (world.client_holder, None, sheet)
    assert close(back.case, CARRIER_RETURN, world.keeper) == "closed"
    counts = stock_counts(world.keeper)
    assert (counts["all"], counts["inspection"], counts["normal"]) == (3, 1, 2)
    instruct(kept.case, CARRIER_RETURN, world.keeper, number="80417")
    clock.move_to(clock.now() + dt.timedelta(days=1))
    world.order_make()
    again = truck(world)
    check(world, again, rest="accepted")
    second = sign(world, again)
    kept.refresh_from_db()
    assert (kept.holder, kept.returned_by) == (world.client_holder, second)
    assert close(kept.case, CARRIER_RETURN, world.keeper) == "closed"
    assert on_hand(world) == 3 and all(Order.objects.get(pk=o.pk).status == "in_stock" for o in orders)


def test_surplus_goods_need_their_label_and_an_unloaded_truck(world):
    arrival = truck(world, unloaded=False)
    with refused("not_unloaded"):
        surplus(world, arrival)
    arrivals.arrival_unloaded(arrival=arrival, actor=world.keeper)
    arrival.refresh_from_db()
    with refused("label"):
        surplus(world, arrival, label="  ")
    with pytest.raises(Refusal):
        surplus(world, arrival, photo=(b"GIF89a", "label.gif"))
    assert not SurplusItem.objects.exists()


# stock


def test_the_stock_stands_by_area_and_platform(world):
    orders = [world.order_make() for _ in range(3)]
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    sign(world, arrival)
    orders[0].items.update(area="returns")
    counts = stock_counts(world.keeper)
    assert counts == {"all": 3, "normal": 2, "inspection": 0, "returns": 1, "defective": 0, "wanted_back": 0}
    item = stock_found(world.keeper, area="returns").get()
    assert item.order == orders[0] and item.since is not None
    assert stock_found(world.keeper, text=orders[1].order_no).count() == 1
    world.keeper.platform = world.other_platform
    assert stock_counts(world.keeper)["all"] == 0


# STM-03


def outside(world, amount_fen=269900):
    """An order that the import left out of area: no waybill, no zone, no money due."""
    order = world.order_make()
    Order.objects.filter(pk=order.pk).update(
        status="out_of_area",
        zone=None,
        waybill_no=None,
        amount_original_fen=amount_fen,
        amount_due_fen=amount_fen,
        pay_mode="card",
        payment_state="unpaid",
        shipped_at=clock.at(clock.today() - dt.timedelta(days=1), "22:00"),
    )
    order.refresh_from_db()
    return order, exception_open(kind=OUT_OF_AREA, order=order)


def test_an_order_out_of_area_is_admitted_to_a_zone_on_the_clients_word(world):
    """STM-03: waybill, promise of 48 h from ship-out, 2,699.00 due, and the dispatcher is told."""
    order, case = outside(world)
    zone = ServiceZone.objects.filter(hours=48).first()
    assert due_of([order.pk]) == {}
    with refused("zone"):
        instruct(case, ADMIT, world.cs_agent)
    with refused("zone"):
        instruct(case, CANCEL, world.cs_agent, zone=zone)
    with refused("role"):
        instruct(case, ADMIT, world.keeper, zone=zone)
    assert not Instruction.objects.exists()
    instruct(case, ADMIT, world.cs_agent, zone=zone)
    order.refresh_from_db()
    assert (order.status, order.zone, len(order.waybill_no)) == ("expected", zone, 11)
    assert order.promise_at == clock.at(clock.today() + dt.timedelta(days=1), "22:00")
    assert due_of([order.pk]) == {order.pk: 269900}
    assert OutboxMessage.objects.filter(kind="next_admitted", to_id=world.dispatcher.pk).exists()
    with refused("placed"):
        instruct(case, CANCEL, world.cs_agent)
    assert close(case, ADMIT, world.cs_agent) == "closed"


def test_a_cancelled_order_out_of_area_never_had_money_due_and_a_held_one_releases_it(world):
    """STM-03, STM-06, INV-30: 899.00 due is closed when the client cancels the short order."""
    order, case = outside(world)
    instruct(case, CANCEL, world.cs_agent)
    close(case, CANCEL, world.cs_agent)
    order.refresh_from_db()
    assert (order.status, due_of([order.pk])) == ("cancelled", {})
    short = world.order_make(amount_fen=89900)
    arrival = truck(world)
    assert due_of([short.pk]) == {short.pk: 89900}
    check(world, arrival, line(short, "short"))
    sign(world, arrival)
    case = ExceptionCase.objects.get(order=short)
    instruct(case, CANCEL, world.keeper)
    close(case, CANCEL, world.keeper)
    short.refresh_from_db()
    assert (short.status, short.payment_state, due_of([short.pk])) == ("cancelled", "not_due", {short.pk: 0})


# the desk


def test_the_clock_of_the_first_answer_counts_working_days_only(world):
    """BG-11: Friday 18:00 + 12 h over a weekend is Monday 06:00; within a working day it is plain."""
    friday = dt.date(2026, 11, 20)
    due = answer_due(clock.at(friday, "18:00"), calendar.is_working)
    assert due == clock.at(friday + dt.timedelta(days=3), "06:00")
    assert answer_due(clock.at(friday, "09:00"), calendar.is_working) == clock.at(friday, "21:00")
    saturday = clock.at(friday + dt.timedelta(days=1), "10:00")
    assert answer_due(saturday, calendar.is_working) == clock.at(friday + dt.timedelta(days=3), "12:00")


def test_a_case_is_taken_put_aside_and_comes_back_late(world):
    case = exception_open(kind=OTHER, order=world.order_make())
    desk.case_assign(case=case, actor=world.cs_agent)
    assert list(cases_found(world.cs_agent, mine=True)) == [case] and not cases_found(world.cs_manager, mine=True)
    with refused("until"):
        desk.case_snooze(case=case, until=clock.now(), actor=world.cs_agent)
    desk.case_snooze(case=case, until=clock.now() + dt.timedelta(hours=13), actor=world.cs_agent)
    assert (counts_for(world.cs_agent)["open"], counts_for(world.cs_agent)["snoozed"]) == (0, 1)
    clock.move_to(clock.now() + dt.timedelta(hours=14))
    counts = counts_for(world.cs_agent)
    assert (counts["open"], counts["snoozed"], counts["late"]) == (1, 0, 1)


def test_an_instruction_tells_who_acts_next_and_its_number_is_remembered(world):
    order = world.order_make()
    case = exception_open(kind=UNREACHABLE, order=order)
    instruct(case, "redeliver", world.cs_agent, number="80231")
    told = OutboxMessage.objects.get(kind="next_redeliver", to_id=world.cs_agent.pk)
    assert told.params["order_no"] == order.order_no
    instruct(case, "return_to_client", world.cs_agent, number="80417")
    assert OutboxMessage.objects.filter(kind="next_return", to_id=world.keeper.pk).exists()
    instruct(case, "redeliver", world.cs_agent, number="80231")
    assert staff_numbers(world.client.pk) == ["80231", "80417"]


def test_a_note_reaches_the_driver_who_has_the_goods(world):
    order = world.order_make()
    orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk], actor=world.keeper)
    case = exception_open(kind=ONSITE_REFUSAL, order=order)
    with refused("no_driver"):
        desk.case_reply(case=case, reply="reply_wait", actor=world.cs_agent)
    driver = world.drivers[0]
    order.items.update(holder=driver.holder)
    with refused("reply"):
        desk.case_reply(case=case, reply="free text", actor=world.cs_agent)
    assert desk.case_reply(case=case, reply="reply_wait", actor=world.cs_agent) == 1
    assert OutboxMessage.objects.get(kind="reply_wait").to_id == driver.user_id


def test_the_pages_of_the_gate_and_the_desk(world, client, day):
    """Every page empty and full, every command by its form; the register is a workbook of nine columns (DOC-20)."""
    client.force_login(world.cs_manager)
    for page in ("standard/", "standard/new/", "exceptions/", "exceptions/register/", "exceptions/?status=late"):
        assert client.get(f"/{page}").status_code == 200, page
    values = {
        "place": "inbound",
        "code": "3.6",
        "text_zh": "木架断裂",
        "decision": "refuse",
        "position": 6,
        "active": "on",
    }
    assert client.post("/standard/new/", values).status_code == 302
    assert client.post("/standard/new/", values | {"decision": "perhaps"}).status_code == 422
    client.force_login(world.keeper)
    assert client.get("/stock/").status_code == 200 and client.get("/standard/").status_code == 200
    assert client.post("/standard/new/", values).status_code == 403
    order = world.order_make()
    world.order_make()
    arrival = truck(world)
    page = f"/arrivals/{arrival.pk}/"
    item = order.items.get().pk
    picture = io.BytesIO(PNG)
    picture.name = "carton.png"
    found = {"outcome": "noted", "clause": "3.2", "photo": picture}
    assert client.post(f"{page}items/{item}/", found).status_code == 302
    picture.seek(0)
    assert client.post(f"{page}items/{item}/photo/", {"photo": picture}).status_code == 302
    assert client.post(f"{page}surplus/", {"label": "微波炉", "pieces": 1}).status_code == 302
    client.post(f"{page}rest/")
    shown = client.get(page).content.decode()
    assert shown.count('loading="lazy"') == 2 and "微波炉" in shown
    case = ExceptionCase.objects.get(order=order)
    more = ExceptionCase.objects.get(kind=SURPLUS)
    client.force_login(world.cs_agent)
    path = f"/exceptions/{case.pk}/"
    picture.seek(0)
    assert client.post(f"{path}attach/", {"image": picture}).status_code == 302
    picture.seek(0)
    assert client.post(f"/exceptions/{more.pk}/attach/", {"image": picture}).status_code == 302
    file = client.get(f"/exceptions/{more.pk}/").context["pictures"][0].file_id
    assert client.get(f"/files/{file}/").content == PNG
    client.post(f"{path}assign/", {"_back": "/exceptions/"})
    client.post(f"{path}snooze/", {"until": f"{day}T18:00"})
    client.post(f"{path}instruct/", {"client_staff_no": "80231", "channel": "phone", "decision": ACCEPT})
    answer = client.get(path)
    assert len(answer.context["pictures"]) == 3 and 'value="80231"' in answer.content.decode()
    assert answer.context["next_step"] and len(answer.context["events"]) == 4
    book = client.get(f"/exceptions/register/?first={day}&last={day}")
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("编号", "时间", "订单号", "类型", "描述", "卓越客服工号", "指令", "执行结果", "关闭时间")
    line_shown = next(row for row in rows if row[0] == case.number)
    assert (line_shown[2], line_shown[5], len(rows)) == (order.order_no, "80231", 3)
    assert client.get(f"/exceptions/register/?first={day}&last=2020-01-01").status_code == 422
    client.force_login(world.dispatcher)
    assert client.get(f"/files/{file}/").status_code == 404
