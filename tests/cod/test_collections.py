"""Money at the door: card, cash with the driver's own card, and what must not be charged (SCN-15, SCN-16, SCN-08)."""

import pytest

from cod.bank.models import SuspenseCase
from cod.pos.models import Collection
from cod.pos.payways import OWN_CARD
from cod.pos.services.cash import cash_taken
from cod.pos.services.quotes import quote
from core.errors import Conflict, Missing
from core.models import OutboxMessage
from ledger.models import Entry
from orders.register.lifecycle import OrderAction
from sheets.inbox import place_of
from tests.cod.money import standing


def test_scn15_an_order_is_paid_by_the_customers_card(money, world):
    """INV-26 to INV-30: the amount is shown by the order number, charged once, unpaid becomes paid."""
    d01, d02 = world.drivers[:2]
    o01, o22 = world.order_make(amount_fen=219_900), world.order_make(amount_fen=159_900)
    money.out(d01, [o01])
    money.out(d02, [o22], "P02")
    p01 = money.terminal("P01")
    assert quote(terminal=p01, order_no=o01.order_no).amount_fen == 219_900
    with pytest.raises(Missing):
        quote(terminal=p01, order_no=o22.order_no)
    result = money.sale(o01, reference=900001)
    o01.refresh_from_db()
    assert (result.booked, o01.payment_state) == ("order", "paid")
    assert (standing("DUE", f"order:{o01.pk}"), standing("POS_CLR"), standing("PAY_COL")) == (0, 219_900, 219_900)
    with pytest.raises(Conflict):
        quote(terminal=p01, order_no=o01.order_no)


def test_the_same_notice_twice_is_one_sale_and_another_content_is_an_alarm(money, world):
    """INV-30: reference 900001 is used once, for ever."""
    d01 = world.drivers[0]
    first, second = world.order_make(amount_fen=1000), world.order_make(amount_fen=1000)
    money.out(d01, [first, second])
    assert money.sale(first, reference=900001).booked == "order"
    assert money.sale(first, reference=900001).booked == "order"
    assert Collection.objects.count() == 1
    assert money.sale(second, reference=900001).booked == "conflict"
    assert OutboxMessage.objects.filter(kind="pos_conflict").count() == 4
    assert standing("POS_CLR") == 1000


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("wrong_amount", {"amount_fen": 999}),
        ("not_his_order", {"serial": "P02"}),
        ("unknown_order", {"order_no": "X1"}),
    ],
)
def test_a_sale_that_should_not_exist_stands_in_suspense(money, world, reason, how):
    """Facts are never refused: the money is booked against a case and raised."""
    d01, d02 = world.drivers[:2]
    order = world.order_make(amount_fen=1000)
    money.out(d01, [order])
    money.out(d02, [world.order_make(amount_fen=500)], "P02")
    result = money.sale(order, **how)
    order.refresh_from_db()
    case = SuspenseCase.objects.get()
    assert (result.booked, case.reason, order.payment_state) == ("suspense", reason, "unpaid")
    assert standing("SUSP", f"case:{case.pk}") == -case.amount_fen == -standing("POS_CLR")
    assert standing("DUE", f"order:{order.pk}") == 1000


def test_a_second_swipe_and_a_swipe_after_refusal_stand_in_suspense(money, world):
    """INV-30: delivered means collected once; refused means nothing collected."""
    d01 = world.drivers[0]
    paid, refused = world.order_make(amount_fen=1000), world.order_make(amount_fen=2000)
    money.out(d01, [paid, refused])
    money.sale(paid)
    money.refuse(refused, d01)
    assert money.sale(paid).reason == "second_swipe"
    told = OutboxMessage.objects.get(kind="money_suspense", to_id=world.cashier.pk)
    assert place_of(world.cashier, told) == f"/search/?q={paid.order_no}"
    assert money.sale(refused).reason == "refused_order"
    refused.refresh_from_db()
    assert refused.payment_state == "not_due"
    assert (standing("DUE"), standing("PAY_UNC"), standing("PAY_COL")) == (0, 0, 1000)


def test_scn16_cash_then_the_drivers_own_card(money, world):
    """INV-29: the cash stands with the driver until he swipes his own card for the same amount."""
    d01 = world.drivers[0]
    order = world.order_make(amount_fen=99_900, pay_mode="cash")
    money.out(d01, [order])
    cash_taken(order=order, driver=d01)
    order.refresh_from_db()
    assert (order.payment_state, standing("DRV_CASH", f"driver:{d01.pk}")) == ("cash_held", 99_900)
    assert quote(terminal=money.terminal(), order_no=order.order_no).amount_fen == 99_900
    assert money.sale(order, way=OWN_CARD).booked == "order"
    order.refresh_from_db()
    assert (order.payment_state, standing("DRV_CASH"), standing("POS_CLR")) == ("paid", 0, 99_900)
    assert Collection.objects.get().way == OWN_CARD


def test_own_card_without_word_of_the_cash_books_both(money, world):
    d01 = world.drivers[0]
    order = world.order_make(amount_fen=128_800, pay_mode="cash")
    money.out(d01, [order])
    assert money.sale(order, way=OWN_CARD).booked == "order"
    assert list(Entry.objects.filter(about=order.audit_about).order_by("pk").values_list("kind", flat=True)) == [
        "open",
        "cash_taken",
        "own_card",
        "hold_end",
    ]


def test_scn08_a_refusal_lowers_what_must_be_held(money, world):
    """INV-22: O02 refused by phone: 18,460.00 becomes 16,561.00, and its share of the hold is free."""
    d01 = world.drivers[0]
    o01, o02 = world.order_make(amount_fen=1_656_100), world.order_make(amount_fen=189_900)
    run = money.plan(d01, [o01, o02])
    issue = money.issue(d01)
    money.preauth(issue.terminal, 1_800_000)
    run.clearance.refresh_from_db()
    assert (run.clearance.required_fen, run.clearance.short_fen, run.clearance.granted) == (1_846_000, 46_000, False)
    money.preauth(issue.terminal, 46_000)
    run.clearance.refresh_from_db()
    assert (run.clearance.held_fen, run.clearance.granted) == (1_846_000, True)
    money.load(run)
    from orders.register.services.status import orders_move

    orders_move(action=OrderAction.REFUSE_PHONE, order_ids=[o02.pk], actor=world.cs_agent)
    run.clearance.refresh_from_db()
    assert (run.clearance.required_fen, run.clearance.held_fen) == (1_656_100, 1_656_100)
