"""What a terminal is shown of an order, and why it is shown nothing (INV-25 to INV-27)."""

import pytest
from django.core import signing

from cod.pos.services.quotes import quote, token_order
from core.errors import Refusal
from orders.register.models import Order
from tests.orders.gate import refused

pytestmark = pytest.mark.usefixtures("english")


def test_a_quote_is_a_token_of_this_terminal_alone(money, world, out):
    _run, (order, *_rest) = out
    Order.objects.filter(pk=order.pk).update(amount_version=3)
    shown, p01 = quote(terminal=money.terminal(), order_no=order.order_no), money.terminal()
    assert (shown.order, shown.amount_fen, shown.version) == (order, 100_000, 3)
    content = signing.loads(shown.token, salt="cod.quote")
    assert content == {"order": order.pk, "version": 3, "fen": 100_000, "terminal": p01.pk}
    assert token_order(shown.token, p01) == order.pk
    assert token_order(shown.token, money.terminal("P02")) is None
    assert token_order("", p01) is None and token_order(shown.token + "x", p01) is None


def test_no_quote_says_why(money, world, out):
    _run, (order, *_rest) = out
    p01, p02 = money.terminal(), money.terminal("P02")
    other = world.order_make(amount_fen=700)
    for terminal, number, code, words in (
        (p02, order.order_no, "terminal_not_out", "Terminal P02 is not issued to a driver."),
        (
            p01,
            other.order_no,
            "not_his_order",
            f"Order {other.order_no} is not among the goods of this terminal's driver.",
        ),
    ):
        with pytest.raises(Refusal) as no:
            quote(terminal=terminal, order_no=number)
        assert (no.value.code, str(no.value)) == (code, words)
    money.notice(order)
    with pytest.raises(Refusal) as no:
        quote(terminal=p01, order_no=order.order_no)
    assert (no.value.code, str(no.value)) == ("paid", f"Nothing is due for order {order.order_no}.")


def test_goods_that_left_the_van_are_not_quoted(money, world, out):
    _run, (order, *_rest) = out
    order.items.update(holder=world.buyer)
    with refused("not_his_order"):
        quote(terminal=money.terminal(), order_no=order.order_no)


def test_of_two_shipments_the_keyed_one_is_quoted_and_the_unpaid_one_is_charged(money, world):
    first, second = money.two_shipments()
    p01 = money.terminal()
    with pytest.raises(Refusal) as no:
        quote(terminal=p01, order_no=first.order_no)
    words = f"Order {first.order_no} has several shipments (S1, S2): key the shipment too."
    assert (no.value.code, str(no.value)) == ("which_shipment", words)
    assert quote(terminal=p01, order_no=first.order_no, shipment_no="S2").amount_fen == 200_000
    assert money.notice(first, shipment_no="S2", amount_fen=200_000).sale.order == second
    assert quote(terminal=p01, order_no=first.order_no).amount_fen == 100_000
    assert money.notice(first, reference="900002").sale.order == first
    assert money.notice(first, reference="900003", order_id=first.pk).sale.order == first
