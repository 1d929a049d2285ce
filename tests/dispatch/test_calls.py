"""Appointments by phone: windows, whose call it is, retention, and what a refusal does to goods and papers."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Missing, NotAllowed
from core.models import OutboxMessage
from dispatch.calls.models import Appointment, CallLog
from dispatch.calls.selectors import call_queue, coverage
from dispatch.calls.services.calls import LEASE, call_log, call_take
from dispatch.runs.models import RunSheet
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order, Outcome
from tests.dispatch.morning import D01, D01_CASH, issued, loaded, on_road, planned, stock, stop_of, window


@pytest.fixture
def eight(day):
    clock.move_to(clock.at(day, "08:00"))
    return day


def notices(kind):
    return set(OutboxMessage.objects.filter(kind=kind).values_list("to_id", flat=True))


def test_windows(world, eight):
    """SCN-06, INV-20: five hours are refused, three and a half taken, one and a half taken with a flag."""
    order = stock(world, eight, [0] * 4)[-1]
    planned(world, eight, list(Order.objects.order_by("id")))
    say = {"order": order, "caller": world.cs_agent, "result": "booked"}
    with pytest.raises(Invalid) as refused:
        call_log(**say, **window(eight, "09:00", "14:00"))
    assert refused.value.code == "window_long"
    assert CallLog.objects.count() == 0
    call = call_log(**say, **window(eight, "09:00", "12:30"))
    assert not call.flagged
    call = call_log(**say, **window(eight, "10:00", "11:30"))
    assert call.flagged
    with pytest.raises(Invalid):
        call_log(**say, **window(eight + dt.timedelta(days=1), "10:00", "13:00"))
    assert Appointment.objects.get(order=order).status == "booked"
    assert notices("appointment_changed") == {world.keeper.pk}  # INV-23: in store, the keeper hears


def test_the_first_three_stops_are_the_drivers_until_half_past_nine(world, eight):
    """SCN-06, CON-05, INV-21."""
    orders = stock(world, eight, [0] * 4)
    planned(world, eight, orders)
    driver, good = world.drivers[0].user, window(eight, "10:00", "13:00")
    with pytest.raises(NotAllowed) as refused:
        call_log(order=orders[0], caller=world.cs_agent, result="booked", **good)
    assert refused.value.code == "drivers_own"
    call_log(order=orders[0], caller=driver, result="booked", **good)
    with pytest.raises(NotAllowed):
        call_log(order=orders[3], caller=driver, result="booked", **good)
    with pytest.raises(Missing):
        call_log(order=orders[1], caller=world.drivers[1].user, result="booked", **good)
    assert [c.reason for c in call_queue(world.cs_agent, eight)] == ["today", "drivers_own", "drivers_own", "done"]
    clock.move_to(clock.at(eight, "09:30"))
    assert [c.reason for c in call_queue(world.cs_agent, eight)] == ["drivers_late", "drivers_late", "today", "done"]
    call_log(order=orders[1], caller=world.cs_agent, result="booked", **good)


def test_coverage_is_amber_at_ten_and_red_at_half_past(world, eight):
    """SCN-06, INV-19, in the small: 2 of 12 without an outcome."""
    orders = stock(world, eight, [0] * 12)
    planned(world, eight, orders)
    clock.move_to(clock.at(eight, "09:40"))
    for order in orders[:10]:
        call_log(order=order, caller=world.cs_agent, result="booked", **window(eight, "10:00", "13:00"))
    seen = {}
    for at in ("09:59", "10:00", "10:30"):
        clock.move_to(clock.at(eight, at))
        counts = coverage(call_queue(world.cs_agent, eight))
        seen[at] = (counts["done"], counts["amber"], counts["red"])
    assert seen == {"09:59": (10, 0, 0), "10:00": (10, 2, 0), "10:30": (10, 0, 2)}


def test_two_people_never_call_one_customer(world, eight, monkeypatch):
    """A call is leased for three minutes of real time, whatever the demo clock says."""
    order = stock(world, eight, [0] * 4)[-1]
    planned(world, eight, list(Order.objects.order_by("id")))
    call_take(order=order, caller=world.cs_agent)
    with pytest.raises(Conflict) as refused:
        call_take(order=order, caller=world.cs_manager)
    assert refused.value.where["who"] == world.cs_agent.name
    with pytest.raises(Conflict):
        call_log(order=order, caller=world.cs_manager, result="no_answer")
    Appointment.objects.update(leased_until=clock.real_now() - dt.timedelta(seconds=1))
    call_log(order=order, caller=world.cs_manager, result="no_answer")
    assert dt.timedelta(minutes=3) == LEASE


def test_the_third_missed_call_goes_to_the_client(world, eight):
    """FLW-D.4: again after 30 minutes; three attempts, then an exception."""
    order = stock(world, eight, [0] * 4)[-1]
    planned(world, eight, list(Order.objects.order_by("id")))
    for place, at in enumerate(("08:05", "08:35", "09:05"), 1):
        clock.move_to(clock.at(eight, at))
        call_log(order=order, caller=world.cs_agent, result="wrong_no" if place == 2 else "no_answer")
        row = Appointment.objects.get(order=order)
        assert row.attempts == place
        assert row.callback_at == (clock.now() + dt.timedelta(minutes=30) if place < 3 else None)
    assert row.status == "unreachable"
    assert ExceptionCase.objects.get(order=order).kind == "unreachable"


def test_a_customer_is_retained(world, eight):
    """SCN-08 (a): O11 stays, and the log says how."""
    orders = stock(world, eight, D01, D01_CASH)
    planned(world, eight, orders)
    call = call_log(
        order=orders[10],
        caller=world.cs_agent,
        result="booked",
        retention="retained",
        retention_note="换时间",
        **window(eight, "13:00", "16:00"),
    )
    assert call.retention == "retained"
    assert Appointment.objects.get(order=orders[10]).status == "booked"


def test_a_refusal_on_the_phone_reaches_the_van(world, eight):
    """SCN-08 (b), INV-10, INV-22, CON-04: O02 on D01's van; the driver reports, customer service closes."""
    clock.move_to(clock.at(eight, "07:20"))
    orders = stock(world, eight, D01, D01_CASH)
    run = on_road(world, eight, orders)
    driver = world.drivers[0].user
    clock.move_to(clock.at(eight, "08:20"))
    with pytest.raises(NotAllowed):
        call_log(order=orders[1], caller=driver, result="refused", retention="not_retained", retention_note="x")
    call_log(order=orders[1], caller=driver, result="refusing")
    assert world.cs_agent.pk in notices("refusal_reported")
    assert call_queue(world.cs_agent, eight)[0].reason == "refusing"
    say = {"order": orders[1], "caller": world.cs_agent, "result": "refused"}
    for wrong in ({}, {"retention": "retained", "retention_note": "x"}, {"retention": "not_retained"}):
        with pytest.raises(Invalid):
            call_log(**say, client_staff_no="80417", **wrong)
    with pytest.raises(Invalid):
        call_log(**say, retention="not_retained", retention_note="降价也不要")
    call_log(**say, retention="not_retained", retention_note="降价也不要", client_staff_no="80417")
    orders[1].refresh_from_db()
    assert orders[1].status == "refused_phone"
    stop = stop_of(orders[1])
    assert (stop.status, stop.run_id) == ("barred", run.pk)
    assert notices("do_not_visit") == {driver.pk}
    assert notices("refused_on_van") == {world.keeper.pk}
    outcome = Outcome.objects.get(order=orders[1])
    assert (outcome.result, outcome.client_staff_no) == ("refused_phone", "80417")
    case = ExceptionCase.objects.get(order=orders[1])
    assert (case.kind, case.status, case.instructions.get().decision) == (
        "phone_refusal",
        "instructed",
        "return_to_client",
    )
    left = sum(s.order.amount_due_fen for s in run.stops.filter(status="open"))
    assert left == 1_656_100
    assert orders[1].items.get().holder == world.drivers[0].holder


def test_a_refusal_before_handover_takes_the_line_off(world, eight):
    """CON-04: the goods stay in store; an issued sheet is void and issued again without the line."""
    orders = stock(world, eight, [10000, 20000, 30000, 40000])
    run, first = issued(world, eight, orders)
    call_log(
        order=orders[3],
        caller=world.cs_agent,
        result="refused",
        retention="not_retained",
        retention_note="不要了",
        client_staff_no="80417",
    )
    first.refresh_from_db()
    active = RunSheet.objects.get(run=run, active=True)
    assert (first.status, active.total_fen, len(active.sheet.content["lines"])) == ("void", 60000, 3)
    assert stop_of(orders[3]).status == "removed"
    assert notices("refused_in_store") == {world.keeper.pk}
    assert orders[3].items.get().holder.kind == "store"


def test_the_driver_hears_of_changes_when_he_has_the_goods(world, eight):
    """INV-23: the notification follows the goods."""
    orders = stock(world, eight, [0] * 4)
    loaded(world, eight, orders)
    clock.move_to(clock.at(eight, "08:30"))
    call_log(order=orders[3], caller=world.cs_agent, result="designated", **window(eight, "14:00", "16:00"))
    assert notices("appointment_changed") == {world.drivers[0].user.pk}


def test_a_number_of_our_own_is_not_the_clients(world, eight):
    """INV-11: and nothing of the refusal stays."""
    orders = stock(world, eight, [0] * 4)
    planned(world, eight, orders)
    with pytest.raises(Invalid):
        call_log(
            order=orders[3],
            caller=world.cs_agent,
            result="refused",
            retention="not_retained",
            retention_note="x",
            client_staff_no=world.cs_agent.staff_no,
        )
    assert Order.objects.get(pk=orders[3].pk).status == "in_stock"
    assert CallLog.objects.count() == 0
