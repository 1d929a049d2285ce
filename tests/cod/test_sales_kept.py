"""A terminal's notice is kept word for word: what is written of a sale and of cash, and who hears of it (INV-30)."""

import datetime as dt

import pytest

from cod.bank.models import SuspenseCase
from cod.pos.models import Binding, Collection, Sale
from cod.pos.payways import CARD, OWN_CARD
from cod.pos.services import sales
from cod.pos.services.cash import cash_taken
from cod.pos.services.quotes import quote
from core import clock
from core.errors import Refusal
from ledger.models import Entry
from orders.exceptions.models import ExceptionCase
from orders.register.models import CustodyMovement, Document, Order
from tests.cod.money import standing
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")

WATCHERS = ["cashier", "cs_manager", "platform_manager"]


def test_a_sale_is_kept_as_the_terminal_told_it_and_written_off_to_its_order(money, world, out):
    run, (order, *_rest) = out
    result = money.notice(order, shipment_no="S1", order_id=order.pk)
    assert (result.booked, result.reason) == ("order", "")
    sale, taken = Sale.objects.get(), Collection.objects.get()
    told, now = clock.at(money.day, "10:40"), clock.at(money.day, "11:00")
    assert (sale.order, sale.order_no, sale.shipment_no, sale.version) == (order, order.order_no, "S1", 1)
    assert (sale.amount_fen, sale.way, sale.card_tail, sale.reference) == (100_000, CARD, "1234", "900001")
    assert (sale.terminal.serial, sale.issue.driver, sale.occurred_at, sale.recorded_at) == (
        "P01",
        world.drivers[0],
        told,
        now,
    )
    assert (taken.order, taken.sale, taken.run, taken.driver, taken.platform) == (
        order,
        sale,
        run,
        world.drivers[0],
        world.platform,
    )
    assert (taken.terminal, taken.way, taken.amount_fen, taken.reference) == (sale.terminal, CARD, 100_000, "900001")
    assert (taken.collected_at, taken.recorded_at) == (told, now)
    entry = Entry.objects.get(kind="card_sale")
    assert (entry.key, entry.about, entry.source, entry.reference) == (
        "sale:900001",
        f"order:{order.pk}",
        "pos",
        "900001",
    )
    assert (entry.business_date, entry.occurred_at, entry.recorded_at, entry.note) == (money.day, told, now, "")
    assert standing("POS_CLR", f"P01/{money.day}") == 100_000
    assert {posting.about for posting in entry.postings.all()} == {f"order:{order.pk}"}


def test_a_sale_after_midnight_belongs_to_the_day_it_was_charged(money, world, out):
    _run, (order, *_rest) = out
    money.at("00:20", 1)
    money.notice(order, occurred_at=clock.at(money.day, "23:50"))
    entry = Entry.objects.get(kind="card_sale")
    assert (entry.business_date, standing("POS_CLR", f"P01/{money.day}")) == (money.day, 100_000)


@pytest.mark.parametrize(
    "other",
    [
        {"order_no": "X1"},
        {"shipment_no": "S2"},
        {"amount_fen": 100_001},
        {"way": OWN_CARD},
        {"card_tail": "4321"},
        {"occurred_at": dt.datetime(2026, 11, 17, 3, 0, tzinfo=dt.UTC)},
    ],
)
def test_a_reference_says_one_thing_for_ever(money, world, out, other):
    """INV-30: whatever differs in the second notice is a contradiction, told to the desks and to finance."""
    _run, (order, *_rest) = out
    first = money.notice(order, shipment_no="S1")
    again = money.notice(order, shipment_no="S1")
    assert (again.booked, again.reason, again.sale) == ("order", "", first.sale)
    since = Since()
    result = money.notice(order, **{"shipment_no": "S1"} | other)
    assert (result.booked, result.reason, result.sale) == ("conflict", "reference_used", first.sale)
    about = f"terminal:{first.sale.terminal_id}"
    words = {"terminal": "P01", "reference": "900001", "amount_fen": 100_000, "order_no": ""}
    assert since.told() == {("pos_conflict", about): (sorted([*WATCHERS, "hq_finance"]), words)}
    assert Sale.objects.count() == 1


def test_a_sale_without_an_order_is_kept_told_and_answered_the_same_again(money, world, out):
    _run, (order, *_rest) = out
    since = Since()
    result = money.notice(order, order_no="X1")
    again = money.notice(order, order_no="X1")
    assert (result.booked, result.reason) == (again.booked, again.reason) == ("suspense", "unknown_order")
    case = SuspenseCase.objects.get()
    assert (case.number, case.reason, case.amount_fen, case.sale, case.order) == (
        "GZ261117-001",
        "unknown_order",
        100_000,
        result.sale,
        None,
    )
    assert (case.opened_at, case.exception.description, case.exception.cause) == (
        clock.now(),
        "GZ261117-001",
        "unknown_order",
    )
    words = {"terminal": "P01", "reference": "900001", "amount_fen": 100_000, "order_no": ""}
    told = since.told()["money_suspense", f"terminal:{result.sale.terminal_id}"]
    assert told == (sorted([*WATCHERS, "hq_finance"]), words)
    what = {row[0]: row for row in since.history()}
    assert what["suspense.open"] == (
        "suspense.open",
        "",
        f"suspense:{case.pk}",
        {"reason": "unknown_order", "fen": 100_000},
    )
    entry = Entry.objects.get(kind="suspense_sale")
    assert (entry.note, entry.about, entry.business_date) == ("unknown_order", "", money.day)
    second = money.notice(order, order_no="X2", reference="900002")
    assert SuspenseCase.objects.get(sale=second.sale).number == "GZ261117-002"


def test_a_wrong_amount_is_told_with_its_order_and_who_left_hears_nothing(money, world, out):
    _run, (order, *_rest) = out
    for person in (world.cashier, world.hq_finance):
        person.is_active = False
        person.save()
    since = Since()
    result = money.notice(order, amount_fen=99_999)
    case = SuspenseCase.objects.get()
    assert (result.reason, case.order, case.exception.order) == ("wrong_amount", order, order)
    words = {"terminal": "P01", "reference": "900001", "amount_fen": 99_999, "order_no": order.order_no}
    assert since.told()["money_suspense", f"order:{order.pk}"] == (["cs_manager", "platform_manager"], words)
    assert Entry.objects.get(kind="suspense_sale").about == f"order:{order.pk}"


@pytest.mark.parametrize("status", ["refused_phone", "refused_onsite", "return_at_platform", "cancelled"])
def test_nothing_is_collected_for_what_is_not_delivered(money, world, out, status):
    _run, (order, *_rest) = out
    Order.objects.filter(pk=order.pk).update(status=status)
    with pytest.raises(Refusal) as no:
        quote(terminal=money.terminal(), order_no=order.order_no)
    assert str(no.value) == f"Order {order.order_no} was refused; nothing is collected."
    assert money.notice(order).reason == "refused_order"


def test_a_prepaid_order_owes_nothing(money, world, out):
    """It is not even bound to the terminal, so it is none of this driver's money."""
    _run, (_one, _two, free) = out
    assert set(Binding.objects.values_list("order_id", "amount_fen")) == {(_one.pk, 100_000), (_two.pk, 200_000)}
    assert money.notice(free).reason == "not_his_order"


def test_own_card_after_the_cash_must_be_the_cash(money, world, out):
    """INV-29: the cash of 1,000 yuan is in hand; his card is charged that, to the fen, and no more cash is booked."""
    _run, (order, *_rest) = out
    cash_taken(order=order, driver=world.drivers[0])
    entry = Entry.objects.get(kind="cash_taken")
    assert (entry.key, entry.about, entry.actor_id, entry.business_date, entry.occurred_at) == (
        f"cash:{order.pk}",
        f"order:{order.pk}",
        world.drivers[0].user_id,
        money.day,
        clock.now(),
    )
    assert money.notice(order, way=OWN_CARD, amount_fen=99_999).reason == "wrong_amount"
    assert money.notice(order, way=OWN_CARD, reference="900002").booked == "order"
    kinds = Entry.objects.filter(about=f"order:{order.pk}").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["open", "cash_taken", "suspense_sale", "own_card", "hold_end"]
    assert standing("DRV_CASH") == 0


def test_cash_is_taken_by_his_driver_on_the_road_once(money, world, out):
    _run, (order, _two, free) = out
    d01, d02 = world.drivers[:2]
    waiting = world.order_make(amount_fen=500)
    for one, driver, code, words in (
        (waiting, d01, "not_on_the_road", "is not out for delivery."),
        (order, d02, "not_his_order", "is not bound to this driver."),
        (free, d01, "not_his_order", "is not bound to this driver."),
    ):
        with pytest.raises(Refusal) as no:
            cash_taken(order=one, driver=driver)
        assert (no.value.code, str(no.value)) == (code, f"Order {one.order_no} {words}")
    since = Since()
    cash_taken(order=order, driver=d01)
    taken = {"payment_state": "cash_held", "paid_with": "cash", "collected_fen": 100_000}
    assert since.history() == [("order.payment", d01.user.staff_no, f"order:{order.pk}", taken)]
    with pytest.raises(Refusal) as no:
        cash_taken(order=order, driver=d01)
    assert (no.value.code, str(no.value)) == ("nothing_due", f"Nothing is due for order {order.order_no}.")


def test_a_foreign_orders_shipment_is_named_in_suspense(money, world):
    """The number alone means neither of two shipments, with the shipment it is the one that was meant."""
    first, second = money.two_shipments()
    money.out(world.drivers[1], [world.order_make(amount_fen=500)], "P02")
    for shipment, order in (("", None), ("S2", second)):
        result = money.terminal("P02") and sales.sale_record(
            terminal=money.terminal("P02"),
            order_no=first.order_no,
            shipment_no=shipment,
            amount_fen=100,
            way=CARD,
            card_tail="1",
            reference=f"F{shipment}",
            occurred_at=clock.now(),
        )
        assert (result.reason, result.sale.order) == ("not_his_order", order)


def test_a_late_notice_belongs_to_who_had_the_terminal_then(money, world, out):
    """P01 was D01's until 12:00 and is D02's the next day; what it reports of 10:40 is D01's."""
    _run, (order, *_rest) = out
    money.at("12:00")
    money.give_back(world.drivers[0].pos_issues.get())
    money.at("08:00", 1)
    money.issue(world.drivers[1], day=money.day + dt.timedelta(days=1))
    late = money.notice(order)
    assert (late.booked, late.sale.issue.driver) == ("order", world.drivers[0])
    before = money.notice(order, reference="900002", occurred_at=clock.at(money.day, "06:00"))
    assert before.sale.issue.driver == world.drivers[1]


def test_a_paid_order_leaves_its_slip_with_the_driver(money, world, out):
    """FLW-L.5: from the buyer to D01 by the receipt; an order without money leaves none."""
    from dispatch.doorstep.services import stop_close_delivered
    from tests.orders.gate import PNG

    _run, (order, _two, free) = out
    money.notice(order)
    for one in (order, free):
        stop_close_delivered(stop=one.stops.get(), driver=world.drivers[0].user, signer_name="王女士", image=PNG)
    slip = Document.objects.get(kind="slip")
    assert (slip.order, slip.number, slip.holder) == (order, "900001", world.drivers[0].holder)
    assert slip.created_at == clock.now()
    assert CustodyMovement.objects.get(document=slip).by == world.drivers[0].user


def test_money_of_an_order_that_came_twice_is_one_case(money, world, out):
    _run, (order, *_rest) = out
    money.notice(order)
    money.notice(order, reference="900002")
    case = ExceptionCase.objects.get()
    assert (case.kind, case.order, case.cause) == ("write_off", order, "second_swipe")
