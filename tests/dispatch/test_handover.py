"""Goods go from the store to the driver: the gate, the two people, the sheet that follows the load."""

import pytest

from core import clock
from core.errors import Conflict, Missing, NotAllowed
from core.models import OutboxMessage
from dispatch.handover.services.handover import (
    handover_issue,
    handover_match,
    handover_missing,
    handover_sign,
    run_depart,
    sheet_orders,
)
from dispatch.runs.models import RunSheet
from dispatch.runs.services.runs import stops_move, stops_remove, stops_reorder
from orders.register.models import CustodyMovement, Order
from tests.dispatch.morning import D01, D01_CASH, hold, issued, loaded, planned, stock, stop_of


@pytest.fixture
def early(day):
    clock.move_to(clock.at(day, "06:40"))
    return day


def test_the_handover_gate(world, early):
    """SCN-04, INV-14, INV-16, INV-17: 18,460.00 due, 18,000.00 held is short 460.00; 12 orders handed over at 07:22."""
    orders = stock(world, early, D01, D01_CASH)
    run, sheet = issued(world, early, orders)
    assert dict(sheet.content["totals"]) == {"单数": "12", "件数": "12", "代收合计": "18,460.00"}
    driver = world.drivers[0].user
    sign = {"run": run, "shown_hash": sheet.shown_hash}
    with pytest.raises(Conflict) as refused:
        handover_sign(side="keeper", signer=world.keeper, **sign)
    assert refused.value.code == "no_terminal"
    hold(run, 1_800_000, 1_846_000)
    with pytest.raises(Conflict) as refused:
        handover_sign(side="keeper", signer=world.keeper, **sign)
    assert refused.value.code == "hold_short"
    assert refused.value.where["short"] == "460.00"
    hold(run, 1_846_000)
    assert handover_sign(side="keeper", signer=world.keeper, **sign) is False
    assert CustodyMovement.objects.filter(sheet=sheet).count() == 0
    assert set(Order.objects.values_list("status", flat=True)) == {"in_stock"}
    with pytest.raises(NotAllowed):
        handover_sign(side="driver", signer=world.keeper, **sign)
    with pytest.raises(Conflict) as refused:
        handover_sign(side="driver", signer=driver, **sign)
    assert refused.value.code == "not_matched"
    assert handover_match(run=run, orders=sheet_orders(sheet), driver=driver) == []
    clock.move_to(clock.at(early, "07:22"))
    assert handover_sign(side="driver", signer=driver, **sign) is True
    run.refresh_from_db()
    assert run.status == "loaded"
    assert run.loaded_at == clock.at(early, "07:22")
    assert Order.objects.filter(status="handed_over").count() == 12
    assert world.drivers[0].holder.items.count() == 12
    with pytest.raises(Conflict):
        handover_sign(side="driver", signer=driver, **sign)


def test_one_person_with_both_roles_signs_one_side(world, early):
    """SCN-04: the same person cannot give both signatures."""
    run, sheet = issued(world, early, stock(world, early, [0]))
    driver = world.drivers[0].user
    driver.grants.create(role="warehouse_keeper")
    driver.__dict__.pop("roles", None)
    handover_match(run=run, orders=sheet_orders(sheet), driver=driver)
    assert handover_sign(run=run, side="keeper", signer=driver, shown_hash=sheet.shown_hash) is False
    with pytest.raises(Conflict) as refused:
        handover_sign(run=run, side="driver", signer=driver, shown_hash=sheet.shown_hash)
    assert refused.value.code == "two_people"
    assert CustodyMovement.objects.filter(sheet=sheet).count() == 0


def test_a_run_without_collections_is_cleared_by_itself(world, early):
    """INV-17 has nothing to hold."""
    run, _sheet = loaded(world, early, stock(world, early, [0, 0]))
    assert run.clearance.granted
    run_depart(run=run, actor=world.dispatcher)
    assert set(Order.objects.values_list("status", flat=True)) == {"out_for_delivery"}


def test_another_driver_neither_matches_nor_signs(world, early):
    run, sheet = issued(world, early, stock(world, early, [0]))
    other = world.drivers[1].user
    with pytest.raises(Missing):
        handover_match(run=run, orders=sheet_orders(sheet), driver=other)
    with pytest.raises(NotAllowed):
        handover_sign(run=run, side="driver", signer=other, shown_hash=sheet.shown_hash)


def test_goods_that_are_not_in_stock_are_named(world, early):
    """STM-07: an order that never arrived does not go on a sheet."""
    orders = [*stock(world, early, [0]), world.order_make(business_date=early)]
    run = planned(world, early, orders)
    with pytest.raises(Conflict) as refused:
        handover_issue(run=run, actor=world.keeper)
    assert refused.value.where["order"] == orders[1].order_no
    stops_remove(run=run, stops=[stop_of(orders[1])], actor=world.dispatcher)
    assert len(handover_issue(run=run, actor=world.keeper).content["lines"]) == 1


def test_a_changed_load_voids_the_sheet_and_issues_another(world, early):
    """INV-15, INV-16: one active sheet, the void one stays; what was matched stays matched."""
    orders = stock(world, early, [10000, 20000, 30000])
    run, first = issued(world, early, orders)
    driver = world.drivers[0].user
    handover_match(run=run, orders=[orders[0].pk, orders[2].pk], driver=driver)
    stops_remove(run=run, stops=[stop_of(orders[1])], actor=world.dispatcher)
    first.refresh_from_db()
    second = RunSheet.objects.get(run=run, active=True)
    assert (first.status, second.sheet.replaces, second.sheet.version) == ("void", first, 2)
    assert (second.total_fen, sheet_orders(second.sheet)) == (40000, [orders[0].pk, orders[2].pk])
    assert handover_match(run=run, orders=[orders[0].pk], driver=driver) == []
    other = planned(world, early, [orders[1]], driver=1)
    stops_move(stops=[stop_of(orders[2])], run=other, actor=world.dispatcher)
    assert RunSheet.objects.get(run=run, active=True).total_fen == 10000
    stops_reorder(run=other, stops=[stop_of(orders[2]).pk, stop_of(orders[1]).pk], actor=world.dispatcher)
    assert list(other.stops.values_list("order_id", "sequence")) == [(orders[2].pk, 1), (orders[1].pk, 2)]
    stops_move(stops=[stop_of(orders[0])], run=other, actor=world.dispatcher)
    run.refresh_from_db()
    assert (run.status, run.sheets.filter(active=True).count()) == ("planned", 0)


def test_a_signed_run_is_not_replanned(world, early):
    orders = stock(world, early, [0, 0])
    run, _sheet = loaded(world, early, orders[:1])
    with pytest.raises(Conflict):
        planned(world, early, orders[1:])
    with pytest.raises(Conflict):
        stops_remove(run=run, stops=[stop_of(orders[0])], actor=world.dispatcher)


def test_a_missing_parcel_leaves_the_sheet(world, early):
    """SCN-05, FLW-C.2: 11 lines become 10 on a new number; a case is open and the account manager hears of it."""
    orders = stock(world, early, [205000, 76000, 134000, *[0] * 8])
    run, first = issued(world, early, orders)
    driver = world.drivers[0].user
    handover_match(run=run, orders=[order.pk for order in orders[:5]], driver=driver)
    with pytest.raises(Missing):
        handover_missing(run=run, order=orders[9], note="", actor=world.drivers[1].user)
    case = handover_missing(run=run, order=orders[9], note="不在托盘上", actor=driver)
    first.refresh_from_db()
    second = RunSheet.objects.get(run=run, active=True)
    assert (first.status, len(second.sheet.content["lines"]), second.total_fen) == ("void", 10, 415000)
    assert second.sheet.number != first.number
    assert (case.kind, case.status) == ("missing_at_handover", "open")
    told = OutboxMessage.objects.filter(kind="missing_at_handover").values_list("to_id", flat=True)
    assert set(told) == {world.account_manager.pk, world.keeper.pk}
