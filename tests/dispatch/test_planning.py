"""Who drives what: the plan, the suggestion, and two dispatchers who want the same order."""

import pytest

from core.errors import Conflict, Missing
from dispatch.calls.models import Appointment
from dispatch.runs.models import Run
from dispatch.runs.suggest import Delivery, Seat, assign
from tests.dispatch.morning import planned, stock, stop_of


def test_a_plan_makes_runs_stops_and_appointments(world, day):
    """FLW-A.5: numbered runs; every planned order waits for a call; the first three stops are the driver's (INV-21)."""
    orders = stock(world, day, [0] * 5)
    run = planned(world, day, orders)
    assert run.number == f"PCJD-{day:%y%m%d}-001"
    assert [stop.order_id for stop in run.stops.all()] == [order.pk for order in orders]
    assert [stop.drivers_own for stop in run.stops.all()] == [True, True, True, False, False]
    assert set(Appointment.objects.values_list("status", flat=True)) == {"unbooked"}
    more = stock(world, day, [0])
    assert planned(world, day, more) == run
    assert stop_of(more[0]).sequence == 6


def test_an_order_on_a_run_is_named_with_its_planner(world, day):
    """Screens 3.3: never a silent overwrite, and nothing of the losing plan stays."""
    orders = stock(world, day, [0, 0])
    planned(world, day, orders[:1])
    with pytest.raises(Conflict) as refused:
        planned(world, day, [orders[1], orders[0]], driver=1)
    assert refused.value.where["order"] == orders[0].order_no
    assert refused.value.where["planner"] == world.dispatcher.name
    assert refused.value.where["driver"] == "D01"
    assert Run.objects.count() == 1
    with pytest.raises(Conflict):
        planned(world, day, [orders[1], orders[1]], driver=1)


def test_orders_of_another_platform_are_not_there(world, day):
    orders = stock(world, day, [0])
    with pytest.raises(Missing):
        orders[0].__class__.objects.filter(pk=orders[0].pk).update(platform=world.other_platform)
        planned(world, day, orders)


def test_the_suggestion_is_balanced_and_keeps_neighbours_together():
    deliveries = [Delivery(n, zone="AB"[n % 2], town="") for n in range(10)]
    plan = assign(deliveries, [Seat("D01"), Seat("D02"), Seat("D03", taken=6)])
    assert plan == {"D01": [0, 2, 4, 6, 8], "D02": [1, 3, 5, 7, 9]}
    assert sorted(map(len, assign(deliveries, [Seat("D01"), Seat("D02"), Seat("D03")]).values())) == [3, 3, 4]
    assert assign(deliveries, []) == {}
