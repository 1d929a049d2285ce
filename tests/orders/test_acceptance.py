"""Arrival and acceptance: goods come in only by a signed receipt (SCN-03, INV-06 to INV-10, STM-04 to STM-06)."""

import datetime as dt

import pytest

from core import clock
from core.models import Notification, OutboxMessage
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services import cases as exceptions
from orders.gate.cases import AC_MISMATCH, DAMAGE, SEAL, SHORT
from orders.gate.decisions import ACCEPT, AWAIT, REFUSE
from orders.gate.selectors.arrival import arrivals_for
from orders.gate.services import arrival as arrivals
from orders.register.models import CustodyMovement, Order
from orders.zones.cases import CANCEL
from sheets.models import Sheet
from tests.orders.gate import PNG, check, line, on_hand, orders_of_f0, photo, refused, sign, truck

pytestmark = pytest.mark.django_db
CODES_OK = [{"kind": "indoor", "code": "KF-26-N"}, {"kind": "outdoor", "code": "kf-26-w"}]
CODES_WRONG = [{"kind": "indoor", "code": "KF-26-N"}, {"kind": "outdoor", "code": "KF-35-W"}]


def found_three(world):
    """SCN-03: the air conditioner differs, one carton is damaged, one item is short; the rest as listed."""
    orders = orders_of_f0(world)
    arrival = truck(world)
    carton, ac, short = orders[20], orders[-2], orders[-1]
    found = [
        line(ac, "refused", parts=CODES_WRONG),
        line(carton, "noted", clause="3.2", note="纸箱压痕"),
        line(short, "short"),
    ]
    result = check(world, arrival, *found, rest="accepted")
    photo(world, arrival, carton)
    assert result["checked"] == result["expected"] == 130
    return arrival, carton, ac, short


def instruct(world, case, decision, number="80231"):
    return exceptions.exception_instruct(
        case=case, client_staff_no=number, decision=decision, text="按指示办理", actor=world.keeper
    )


def close(world, case, executed):
    case.refresh_from_db()
    exceptions.exception_close(case=case, executed=executed, actor=world.keeper)


def case_of(order):
    return ExceptionCase.objects.get(order=order)


def test_scn_03_one_hundred_and_twenty_eight_of_130_come_in_and_115_of_117_can_be_delivered(world):
    arrival, carton, ac, short = found_three(world)
    kinds = {case.order_id: case.kind for case in ExceptionCase.objects.all()}
    assert kinds == {carton.pk: DAMAGE, ac.pk: AC_MISMATCH, short.pk: SHORT}
    with refused("no_instruction"):
        close(world, case_of(short), AWAIT)
    instruct(world, case_of(ac), REFUSE)
    instruct(world, case_of(carton), ACCEPT)
    instruct(world, case_of(short), AWAIT)
    sheet = sign(world, arrival)
    assert on_hand(world) == 128
    assert CustodyMovement.objects.filter(sheet=sheet).count() == 128
    assert ac.items.get().holder == short.items.get().holder == world.client_holder
    assert carton.items.get().condition == "noted"
    assert Order.objects.filter(status="in_stock").count() == 115
    assert set(Order.objects.filter(status="inbound_exception")) == {ac, short}
    for order, decision in ((ac, REFUSE), (carton, ACCEPT), (short, AWAIT)):
        close(world, case_of(order), decision)
    states = [Order.objects.get(pk=order.pk).status for order in (ac, carton, short)]
    assert states == ["cancelled", "in_stock", "expected"]


def test_the_receipt_names_findings_instructions_and_the_clients_staff_number(world):
    arrival, carton, ac, short = found_three(world)
    for order, decision in ((ac, REFUSE), (carton, ACCEPT), (short, AWAIT)):
        instruct(world, case_of(order), decision)
    content = arrivals.arrival_issue(arrival=arrival, actor=world.keeper).content
    cells = {row["order"]: row["cells"] for row in content["lines"]}
    assert len(content["lines"]) == 130
    assert cells[carton.pk][6:] == ["3.2", "备注接收", "备注接收", "80231"]
    assert cells[short.pk][2:4] == ["1", "0"]
    assert ["到达时间", f"{clock.today()} 04:50"] in content["meta"]
    assert content["totals"] == [
        ["应到", "130"],
        ["实到", "129"],
        ["接收", "127"],
        ["备注接收", "1"],
        ["拒收", "1"],
        ["少货", "1"],
        ["多货", "0"],
    ]


def test_what_waited_comes_with_the_next_line_haul(world):
    arrival, carton, ac, short = found_three(world)
    instruct(world, case_of(carton), ACCEPT)
    sign(world, arrival)
    instruct(world, case_of(short), AWAIT)
    close(world, case_of(short), AWAIT)
    clock.move_to(clock.now() + dt.timedelta(days=1))
    again = truck(world, at="04:40")
    result = check(world, again, rest="accepted")
    assert result["expected"] == 1
    sign(world, again)
    short.refresh_from_db()
    assert (short.status, on_hand(world)) == ("in_stock", 129)
    assert short.promise_at == again.arrived_at + dt.timedelta(hours=24)


def test_goods_are_checked_only_after_unloading(world):
    """INV-09."""
    order = world.order_make()
    arrival = truck(world, unloaded=False)
    with refused("not_unloaded"):
        check(world, arrival, line(order, "accepted"))
    with refused("not_unloaded"):
        arrivals.arrival_issue(arrival=arrival, actor=world.keeper)


def test_every_expected_item_needs_a_result_before_the_receipt(world):
    orders = [world.order_make() for _ in range(3)]
    arrival = truck(world)
    check(world, arrival, line(orders[0], "accepted"))
    with refused("unchecked"):
        arrivals.arrival_issue(arrival=arrival, actor=world.keeper)


def test_codes_that_differ_or_were_not_read_are_never_accepted_silently(world):
    """INV-07, INV-08."""
    ac = orders_of_f0(world)[-2]
    arrival = truck(world)
    with refused("codes_missing"):
        check(world, arrival, line(ac, "accepted"))
    with refused("codes_differ"):
        check(world, arrival, line(ac, "accepted", parts=CODES_WRONG))
    assert not ExceptionCase.objects.exists()
    assert check(world, arrival, rest="accepted")["checked"] == 129
    assert check(world, arrival, line(ac, "accepted", parts=CODES_OK))["checked"] == 130
    with refused("clause"):
        check(world, arrival, line(world.order_make(), "noted"))


def test_goods_with_a_finding_come_in_only_on_the_clients_word(world):
    """FLW-B.5, INV-07: and then the line itself says so."""
    ac = orders_of_f0(world)[-2]
    arrival = truck(world)
    check(world, arrival, line(ac, "noted", parts=CODES_WRONG), rest="accepted")
    with refused("not_instructed"):
        arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    case = case_of(ac)
    with refused("decision"):
        instruct(world, case, "keep_trying")
    instruct(world, case, ACCEPT)
    with refused("receipt_unsigned"):
        close(world, case, ACCEPT)
    sign(world, arrival)
    ac.refresh_from_db()
    assert (ac.status, on_hand(world)) == ("in_stock", 130)
    close(world, case, ACCEPT)


def test_a_reported_finding_is_the_clients_to_decide(world):
    order = world.order_make()
    arrival = truck(world)
    check(world, arrival, line(order, "short"))
    with refused("case_open"):
        check(world, arrival, line(order, "accepted"))
    assert check(world, arrival, line(order, "short", note="车上没有"))["cases"] == [case_of(order)]


def test_a_later_instruction_makes_a_new_version_before_anybody_signs(world):
    arrival, carton, ac, short = found_three(world)
    instruct(world, case_of(carton), ACCEPT)
    first = arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    assert arrivals.arrival_issue(arrival=arrival, actor=world.keeper) == first
    instruct(world, case_of(ac), ACCEPT)
    with refused("receipt_old"):
        arrivals.arrival_sign(arrival=arrival, side="keeper", signer=world.keeper, actor=world.keeper)
    second = arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    assert (second.version, Sheet.objects.get(pk=first.pk).status) == (2, "void")


def test_both_sides_sign_and_nothing_moves_before(world):
    """STM-04: keeper by account, carrier by name and picture; the shown hash is the receipt's."""
    order = world.order_make()
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    sheet = arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    with refused("side_role"):
        arrivals.arrival_sign(arrival=arrival, side="keeper", signer=world.intake, actor=world.intake)
    with refused("sheet_changed"):
        arrivals.arrival_sign(arrival=arrival, side="keeper", signer=world.keeper, actor=world.keeper, shown="0" * 64)
    with refused("signer_name"):
        arrivals.arrival_sign(arrival=arrival, side="carrier", name=" ", image=PNG, actor=world.keeper)
    arrivals.arrival_sign(arrival=arrival, side="keeper", signer=world.keeper, actor=world.keeper)
    assert on_hand(world) == 0
    arrivals.arrival_sign(arrival=arrival, side="carrier", name="承运代表", image=PNG, actor=world.keeper)
    order.refresh_from_db()
    assert (on_hand(world), order.status) == (1, "in_stock")
    assert Sheet.objects.get(pk=sheet.pk).status == "signed"
    with refused("receipt_signed"):
        check(world, arrival, rest="accepted")


def test_an_order_with_one_item_short_is_held_whole_and_not_cancelled_over_goods_in_store(world):
    order = world.order_make(items=2)
    arrival = truck(world)
    check(world, arrival, line(order, "short"), rest="accepted")
    sign(world, arrival)
    order.refresh_from_db()
    assert (order.status, on_hand(world)) == ("inbound_exception", 1)
    case = case_of(order)
    instruct(world, case, CANCEL)
    with refused("goods_in_store"):
        close(world, case, CANCEL)
    instruct(world, case, AWAIT)
    close(world, case, AWAIT)
    order.refresh_from_db()
    assert order.status == "expected"


def test_two_trucks_share_the_days_goods(world):
    """What is checked on one truck is not expected on the other; the last receipt accounts for all."""
    orders = [world.order_make() for _ in range(4)]
    one, two = truck(world), truck(world, at="05:40")
    check(world, one, line(orders[0], "accepted"), line(orders[1], "accepted"))
    sign(world, one)
    check(world, two, line(orders[2], "accepted"))
    with refused("unchecked"):
        arrivals.arrival_issue(arrival=two, actor=world.keeper)
    check(world, two, rest="accepted")
    sign(world, two)
    assert on_hand(world) == 4


def test_a_broken_seal_and_every_finding_tell_those_who_follow_up(world):
    """FLW-B.5: the account manager and customer service are told; the promise to the client starts with the truck."""
    world.order_make()
    arrivals.arrival_register(
        client=world.client,
        platform=world.platform,
        business_date=clock.today(),
        carrier="支线",
        plate="沪B1",
        seal_intact=False,
        actor=world.keeper,
    )
    case = ExceptionCase.objects.get()
    told = set(OutboxMessage.objects.filter(kind="exception_opened").values_list("to_id", flat=True))
    assert case.kind == SEAL
    assert told == {world.account_manager.pk, world.cs_agent.pk, world.cs_manager.pk}
    assert not Notification.objects.exists()


def test_the_newest_truck_stands_first(world, day):
    early, late = truck(world, at="04:50", unloaded=False), truck(world, at="06:10", unloaded=False)
    assert list(arrivals_for(world.keeper)) == [late, early]
