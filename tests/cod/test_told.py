"""What client and buyer are told of a payment comes from the money, never from the wish in the client's file."""

import pytest

from cod.money.proof import ledger_verify
from cod.pos.payways import OWN_CARD
from cod.pos.services.cash import cash_taken
from core import clock
from dispatch.doorstep.services import stop_close_delivered
from orders.feedback.selectors.lines import feedback_rows
from orders.feedback.services import feedback_export, feedback_recompute
from orders.feedback.titles import FEEDBACK_COLUMNS, feedback_cells
from orders.register.models import Order
from orders.register.services.outcomes import outcome_add
from tests.orders.gate import PNG


@pytest.fixture
def road(money, world):
    """(marked cash, marked card, prepaid): three orders on the road with D01."""
    money.at("10:00")
    orders = [
        world.order_make(amount_fen=219_900, pay_mode="cash"),
        world.order_make(amount_fen=99_900, pay_mode="card"),
        world.order_make(),
    ]
    money.out(world.drivers[0], orders)
    return orders


def delivered(order, driver):
    """The receipt that the buyer signs, as its two parts are read."""
    stop = order.stops.get()
    receipt = stop_close_delivered(stop=stop, driver=driver.user, signer_name="王女士", image=PNG)
    content = receipt.content
    return dict(content["meta"])["收款方式"], dict(content["totals"])["已收代收款"]


def told(order):
    """(way, fen) of the order's line in the client's file."""
    day = order.business_date
    rows = feedback_rows(client=order.client, business_date=day, kind="noon", cut_off=clock.day_bounds(day)[1])
    cells = feedback_cells(next(row for row in rows if row.order.pk == order.pk))
    by_title = dict(zip([column.title for column in FEEDBACK_COLUMNS], cells, strict=True))
    return by_title["收款方式"], by_title["实收代收金额"]


def test_an_order_marked_cash_and_charged_to_the_customers_card_is_told_as_card(money, world, road):
    order, driver = road[0], world.drivers[0]
    money.sale(order)
    assert delivered(order, driver) == ("刷卡", "2,199.00")
    assert told(order) == ("刷卡", 219_900)


def test_an_order_marked_card_and_paid_in_cash_is_told_as_cash(money, world, road):
    """The buyer paid cash; that the driver then charged his own card is between him and us."""
    order, driver = road[1], world.drivers[0]
    cash_taken(order=order, driver=driver)
    money.sale(order, way=OWN_CARD)
    assert delivered(order, driver) == ("现金", "999.00")
    assert told(order) == ("现金", 99_900)


def test_no_code_of_ours_is_told_where_nothing_was_collected(money, world, road):
    order = road[2]
    assert delivered(order, world.drivers[0]) == ("无", "0.00")
    assert told(order) == ("", None)


def test_money_that_was_taken_is_told_even_when_the_order_counts_as_refused(money, world, road):
    """INV-31: goods without a paper are refused goods; the client is not told that nothing was collected."""
    order = road[0]
    money.sale(order)
    delivered(order, world.drivers[0])
    outcome_add(order=order, result="refused_onsite", reason="no_document")
    assert told(order) == ("刷卡", 219_900)


def test_a_sent_file_is_the_same_whatever_was_taken_later(money, world, road, day):
    """INV-48: what was told is frozen with the outcome."""
    money.sale(road[0])
    delivered(road[0], world.drivers[0])
    money.at("12:00", 1)
    sent = feedback_export(client=world.client, business_date=day, kind="noon")
    money.sale(road[1])
    delivered(road[1], world.drivers[0])
    money.at("16:00", 1)
    rows, _workbook, is_same = feedback_recompute(export=sent)
    assert is_same
    cells = {row.order.pk: feedback_cells(row)[9:11] for row in rows}
    assert (cells[road[0].pk], cells[road[1].pk]) == ([219_900, "刷卡"], [None, ""])


def test_the_order_says_what_was_paid_with_and_the_books_say_the_same(money, world, road):
    """One truth, pushed up by the money room; the nightly check compares it with what was booked."""
    cash_taken(order=road[0], driver=world.drivers[0])
    held = Order.objects.get(pk=road[0].pk)
    assert (held.paid_with, held.collected_fen) == ("cash", 219_900)
    money.sale(road[0], way=OWN_CARD)
    money.sale(road[1])
    paid = Order.objects.filter(pk__in=[order.pk for order in road]).order_by("pk")
    assert list(paid.values_list("paid_with", "collected_fen")) == [("own_card", 219_900), ("card", 99_900), ("", 0)]
    assert ledger_verify() == []
    Order.objects.filter(pk=road[1].pk).update(paid_with="own_card")
    assert len(ledger_verify()) == 1
