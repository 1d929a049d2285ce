"""SCN-04 and SCN-15 end to end, over HTTP as the people would do it, on F0's own file and plan."""

import pytest

from core import clock
from lab.http import Refused
from lab.simulation.cast import PASSWORD
from lab.simulation.images import SIGNATURE
from lab.simulation.roles.cashier import Cashier
from lab.simulation.roles.dispatcher import Dispatcher
from lab.simulation.roles.driver import Driver
from lab.simulation.roles.keeper import Keeper
from lab.simulation.scenario import f0_line
from orders.register.models import CustodyMovement, Order
from tests.operations.test_day import D, stage  # noqa: F401

NUMBER = "C01-2611020-{:07d}"


@pytest.fixture
def morning(stage):  # noqa: F811
    """F0 imported, accepted and planned; the sheets are made out. (day, D01's trip)"""
    day = stage(f0_line(D))
    day.morning()
    day.plan()
    return day, next(trip for trip in day.trips if trip.driver == "D01")


def terminal_for(day, trip):
    """The driver with his terminal drawn from the cashier."""
    cashier = day.one(Cashier, "cashier")
    driver = Driver(day, trip)
    cashier.issue(driver, *cashier.terminals()[trip.driver[1:]])
    return driver


def statuses(trip):
    return set(Order.objects.filter(pk__in=trip.orders).values_list("status", flat=True))


def run_of(person, trip):
    return person.session.get(f"runs/{trip.id}/")


def test_scn_04_handover_gate(morning):
    """COD 18,460.00; 18,000.00 held: refused, short 460.00; topped up; one signature moves nothing; two at 07:22 do."""
    day, trip = morning
    keeper, driver = day.one(Keeper, "keeper"), terminal_for(day, trip)
    assert run_of(keeper, trip)["clearance"]["required_fen"] == 1_846_000
    driver.terminal.preauth(amount_fen=1_800_000, card_tail=driver.card)
    with pytest.raises(Refused) as refused:
        keeper.hand_over(trip)
    assert refused.value.status == 409 and "460.00" in refused.value.error["message"]
    driver.terminal.preauth(amount_fen=46_000, card_tail=driver.card)
    assert run_of(keeper, trip)["clearance"]["granted"]
    before = CustodyMovement.objects.count()
    keeper.hand_over(trip)
    assert statuses(trip) == {"in_stock"} and CustodyMovement.objects.count() == before
    with pytest.raises(Refused) as refused:
        keeper.sign(f"runs/{trip.id}/sign/", "driver", trip.sheet)
    assert refused.value.status in (403, 409)
    day.move(day.date, "07:22")
    driver.load()
    assert statuses(trip) == {"handed_over"} and len(trip.orders) == 12
    assert Order.objects.filter(items__holder__user__username="d01").distinct().count() == 12
    manager = day.transport.session().login("platform_manager", PASSWORD)
    page = manager.client.get("/board/?date=2026-11-02").content.decode()
    assert "1 / 10" in page, "DAY-04 counts the loaded run"
    loaded = run_of(keeper, trip)
    assert loaded["status"] == "loaded"


def test_scn_15_cod_by_card(morning):
    """Keyed O01 shows 2,199.00; ref 900001 pays it; signing before the swipe, O22 on P01 and a reused ref fail."""
    day, trip = morning
    keeper, driver = day.one(Keeper, "keeper"), terminal_for(day, trip)
    driver.authorise()
    keeper.hand_over(trip)
    driver.load()
    day.move(day.date, "07:45")
    day.one(Dispatcher, "dispatcher").depart(trip)
    day.move(day.date, "10:00")
    driver.look()
    stop = next(stop for stop in driver.stops if stop["order_no"] == NUMBER.format(1))
    signing = {"signer_name": "buyer", "image": SIGNATURE, "method": "drawn"}
    with pytest.raises(Refused) as refused:
        driver.session.post(f"driver/stops/{stop['id']}/deliver/", signing)
    assert refused.value.status == 409
    quote = driver.terminal.quote(NUMBER.format(1))
    assert quote["amount_fen"] == 219_900
    with pytest.raises(Refused):
        driver.terminal.quote(NUMBER.format(14))  # O22 is D02's
    sale = {"card_kind": "customer", "card_tail": "1234", "occurred_at": clock.at(D, "10:02")}
    assert driver.terminal.sale(quote=quote, reference="900001", **sale)["booked"] == "order"
    order = Order.objects.get(order_no=NUMBER.format(1))
    assert order.payment_state == "paid"
    driver.session.post(f"driver/stops/{stop['id']}/deliver/", signing)
    order.refresh_from_db()
    assert order.status == "delivered"
    other = driver.terminal.quote(NUMBER.format(3))
    with pytest.raises(Refused) as refused:
        driver.terminal.sale(quote=other, reference="900001", **sale)
    assert refused.value.status == 409
    assert Order.objects.get(order_no=NUMBER.format(3)).payment_state == "unpaid"
