"""One order number on several orders of a van, of two shipments or of two clients (INV-26, INV-27, BG-25)."""

import copy

import pytest

from cod.pos.cases import SEVERAL_ORDERS, WRONG_AMOUNT
from cod.pos.models import Collection, SuspenseCase
from cod.pos.services.quotes import quote
from orders.register.models import Order
from orders.register.services.setup import client_create
from tests.cod.money import Money
from tests.orders.gate import refused


@pytest.fixture
def van(world, day):
    """(the money's day, what loads a van with orders of both clients that have the same number)."""
    money = Money(world, day)
    money.at("08:00")
    client = client_create(code="SN", name="苏宁易购", short_name="苏宁", actor=None)
    other = copy.copy(world)
    other.client, other.client_holder = client, client.holder

    def load(ours_fen, theirs_fen, **theirs):
        ours, second = world.order_make(amount_fen=ours_fen), other.order_make(amount_fen=theirs_fen)
        Order.objects.filter(pk=second.pk).update(order_no=ours.order_no, **theirs)
        second.refresh_from_db()
        money.out(world.drivers[0], [ours, second])
        money.at("10:00")
        return ours, second

    return money, load


def test_a_sale_that_may_mean_two_orders_is_nobodys_to_choose(van):
    money, load = van
    ours, _theirs = load(100_00, 100_00)
    result = money.sale(ours)
    assert (result.booked, result.reason, result.sale.order_id) == ("suspense", SEVERAL_ORDERS, None)
    assert (SuspenseCase.objects.get().reason, Collection.objects.count()) == (SEVERAL_ORDERS, 0)


@pytest.mark.parametrize(("fen", "place"), [(100_00, 0), (200_00, 1)])
def test_the_amount_tells_which_of_two_is_meant(van, fen, place):
    money, load = van
    orders = load(100_00, 200_00)
    result = money.sale(orders[0], amount_fen=fen)
    assert (result.booked, result.sale.order_id) == ("order", orders[place].pk)


def test_what_is_left_of_two_is_meant_and_its_amount_must_be_right(van):
    money, load = van
    ours, theirs = load(100_00, 200_00)
    money.sale(ours)
    result = money.sale(ours, amount_fen=150_00)
    assert (result.booked, result.reason, result.sale.order_id) == ("suspense", WRONG_AMOUNT, theirs.pk)


def test_the_waybill_or_the_shipment_tells_it_to_the_terminal(van):
    """Each refusal says what to key; the amount shown is that order's."""
    money, load = van
    ours, theirs = load(100_00, 200_00)
    with refused("which_order"):
        quote(terminal=money.terminal(), order_no=ours.order_no, shipment_no="S1")
    for order in (ours, theirs):
        shown = quote(terminal=money.terminal(), order_no=order.waybill_no)
        assert (shown.order, shown.amount_fen) == (order, order.amount_due_fen)
        assert money.sale(order, order_no=order.waybill_no).sale.order_id == order.pk


def test_two_shipments_are_told_apart_by_the_shipment(van):
    money, load = van
    ours, theirs = load(100_00, 200_00, shipment_no="S2")
    with refused("which_shipment"):
        quote(terminal=money.terminal(), order_no=ours.order_no)
    assert quote(terminal=money.terminal(), order_no=ours.order_no, shipment_no="S2").order == theirs
