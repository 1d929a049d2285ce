"""What is held on a driver's card: kept as told, ended order by order, and who hears of what contradicts itself."""

import pytest

from cod.pos.models import Hold
from cod.pos.services import holds
from core import clock
from ledger.models import Entry
from orders.register.lifecycle import OrderAction
from orders.register.models import Order
from orders.register.services.status import orders_move
from tests.cod.money import standing
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")

WATCHERS = ["cashier", "cs_manager", "platform_manager"]


def test_a_hold_is_kept_as_told_and_said_once(money, world):
    d01 = world.drivers[0]
    run = money.plan(d01, [world.order_make(amount_fen=100_000)])
    terminal = money.issue(d01).terminal
    said = {"terminal": terminal, "amount_fen": 60_000, "card_tail": "6688", "auth_code": "A7", "reference": "H1"}
    hold, answer = holds.hold_record(**said)
    kept = Hold.objects.get()
    assert (answer, kept.run, kept.terminal, kept.amount_fen, kept.card_tail, kept.auth_code) == (
        "held",
        run,
        terminal,
        60_000,
        "6688",
        "A7",
    )
    assert kept.recorded_at == clock.now()
    entry = Entry.objects.get(kind="hold_open")
    assert (entry.key, entry.source, entry.reference, entry.business_date) == ("hold:H1", "pos_hold", "H1", money.day)
    assert holds.hold_record(**said) == (hold, "held")
    holds.hold_record(**said | {"reference": "H2", "auth_code": "A8", "amount_fen": 40_000})
    run.clearance.refresh_from_db()
    assert (run.clearance.held_fen, run.clearance.auth_codes, holds.held_of(run)) == (100_000, "A7 A8", 100_000)


@pytest.mark.parametrize("other", [{"amount_fen": 1}, {"card_tail": "0"}, {"auth_code": "B"}, {"terminal": "P02"}])
def test_a_hold_that_contradicts_itself_is_told(money, world, other):
    d01 = world.drivers[0]
    money.plan(d01, [world.order_make(amount_fen=100_000)])
    terminal = money.issue(d01).terminal
    said = {"terminal": terminal, "amount_fen": 60_000, "card_tail": "6688", "auth_code": "A7", "reference": "H1"}
    first, _answer = holds.hold_record(**said)
    since = Since()
    if "terminal" in other:
        other = {"terminal": money.terminal("P02")}
    assert holds.hold_record(**said | other) == (first, "conflict")
    teller = other.get("terminal", terminal)
    words = {"terminal": teller.serial, "reference": "H1", "amount_fen": 0, "order_no": ""}
    assert since.told() == {("pos_conflict", f"terminal:{teller.pk}"): (WATCHERS, words)}


def test_a_hold_of_a_terminal_that_nobody_has_is_told(money, world):
    terminal, since = money.terminal(), Since()
    hold, answer = money.preauth(terminal, 500, "H9")
    assert (answer, hold.run) == ("suspense", None)
    words = {"terminal": "P01", "reference": "H9", "amount_fen": 0, "order_no": ""}
    assert since.told() == {("hold_without_run", f"terminal:{terminal.pk}"): (WATCHERS, words)}
    assert money.preauth(terminal, 500, "H9") == (hold, "suspense")


def test_a_run_that_is_home_takes_no_more_holds(money, world, out):
    run, _orders = out
    type(run).objects.filter(pk=run.pk).update(status="returned")
    assert money.preauth(money.terminal(), 500, "H9")[1] == "suspense"


def test_each_order_ends_its_share_of_the_holds_the_oldest_first(money, world):
    """Held 700 and 800; the 1,000 of the first order take all of the first and 300 of the second."""
    d01 = world.drivers[0]
    one, two = world.order_make(amount_fen=1000), world.order_make(amount_fen=900)
    run = money.plan(d01, [one, two])
    terminal = money.issue(d01).terminal
    first, second = money.preauth(terminal, 700, "H1")[0], money.preauth(terminal, 800, "H2")[0]
    money.load(run)
    money.sale(one)
    assert (standing("HOLD", f"hold:{first.pk}"), standing("HOLD", f"hold:{second.pk}")) == (0, 500)
    entry = Entry.objects.get(kind="hold_end")
    assert (entry.key, entry.about, entry.business_date, entry.occurred_at) == (
        f"hold_end:{run.pk}:{one.pk}",
        f"order:{one.pk}",
        money.day,
        clock.now(),
    )
    money.sale(two)
    assert (holds.held_of(run), standing("HOLD")) == (0, 0)


def test_what_is_left_of_a_hold_ends_with_the_day(money, world, out):
    run, (order, *_rest) = out
    money.notice(order)
    assert holds.held_of(run) == 200_000
    holds.holds_release(run=run, business_date=money.day)
    holds.holds_release(run=run, business_date=money.day)
    rest = Entry.objects.filter(kind="hold_end").latest("pk")
    assert (rest.key, rest.about, holds.held_of(run)) == (f"hold_end:{run.pk}:rest", "", 0)
    assert Entry.objects.filter(kind="hold_end").count() == 2


def test_a_refusal_before_loading_ends_the_share_of_its_planned_run(money, world):
    d01 = world.drivers[0]
    one, two = world.order_make(amount_fen=1000), world.order_make(amount_fen=900)
    run = money.plan(d01, [one, two])
    money.preauth(money.issue(d01).terminal, 1900)
    Order.objects.filter(pk=one.pk).update(status="in_stock")
    orders_move(action=OrderAction.REFUSE_PHONE, order_ids=[one.pk], actor=world.cs_agent)
    assert holds.held_of(run) == 900
