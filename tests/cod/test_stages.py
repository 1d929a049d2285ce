"""What is owed, stage by stage: each step's entry, its words of refusal, and the bank that must hold enough."""

import datetime as dt

import pytest

from cod.dues.services import stages
from cod.dues.services.dues import dues_close, dues_open, dues_reopen
from cod.pos.models import Collection
from cod.pos.services.cash import cash_taken
from core import clock
from core.errors import Refusal
from ledger.models import Entry, Posting
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from tests.cod.money import standing
from tests.cod.test_bank import bank_row, take
from tests.orders.gate import refused
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def arrived(money, world, out):
    """Orders of 1,000 and 2,000 yuan whose money arrived today, the day after; 3.00 of fees."""
    _run, (one, two, _free) = out
    money.notice(one)
    money.notice(two, amount_fen=200_000, reference="900002")
    money.next = money.day + dt.timedelta(days=1)
    money.at("10:00", days=1)
    rows = Collection.objects.order_by("pk")
    take(world, [bank_row(row, money.next, fee=150) for row in rows], money.next)
    return [one, two]


def test_each_stage_writes_its_entries_and_the_state_of_the_orders(money, world, arrived):
    """INV-39: matched, requested, withdrawn, requested again, approved; the second request has a name of its own."""
    one, two = arrived
    do = {"orders": [two, one.pk], "actor": world.cs_manager}
    states = []
    for step in (stages.match, stages.request_payment, stages.withdraw, stages.request_payment, stages.approve):
        since = Since()
        assert step(**do) == 300_000
        assert [(row[0], row[1]) for row in since.history()] == [("order.payment", "A101")] * 2
        states.append(Order.objects.get(pk=one.pk).payment_state)
    assert states == ["reconciled", "requested", "reconciled", "requested", "requested"]
    about = f"order:{one.pk}"
    steps = Entry.objects.filter(about=about, kind__in=("match", "request", "withdraw", "approve")).order_by("pk")
    assert list(steps.values_list("kind", "key", "business_date", "actor_id")) == [
        (kind, f"{kind}:{one.pk}:{count}", money.next, world.cs_manager.pk)
        for kind, count in (("match", 1), ("request", 1), ("withdraw", 1), ("request", 2), ("approve", 1))
    ]
    legs = Posting.objects.filter(entry__in=steps).order_by("pk")
    assert list(legs.values_list("source__code", "target__code", "amount_fen", "about")) == [
        (source, target, 100_000, about)
        for source, target in (
            ("PAY_MAT", "PAY_ARR"),
            ("PAY_REQ", "PAY_MAT"),
            ("PAY_MAT", "PAY_REQ"),
            ("PAY_REQ", "PAY_MAT"),
            ("PAY_APP", "PAY_REQ"),
        )
    ]


def test_a_stage_has_the_date_it_is_given_and_may_be_of_the_system(money, arrived):
    stages.match(orders=arrived, actor=None, business_date=money.day)
    assert set(Entry.objects.filter(kind="match").values_list("business_date", "actor_id")) == {(money.day, None)}


def test_one_order_outside_the_stage_stops_them_all_by_its_number(money, world, arrived):
    one, two = arrived
    stages.match(orders=[one], actor=world.cs_manager)
    with pytest.raises(Refusal) as no:
        stages.match(orders=[one, two], actor=world.cs_manager)
    words = f"Order {one.order_no} has no money in the stage “Owed: arrived”."
    assert (no.value.code, str(no.value)) == ("stage", words)
    assert standing("PAY_ARR", f"order:{two.pk}") == 200_000


@pytest.fixture
def approved(world, arrived):
    do = {"orders": arrived, "actor": world.cs_manager}
    for step in (stages.match, stages.request_payment, stages.approve):
        step(**do)
    return arrived


def test_the_bank_must_hold_it_and_own_funds_fill_the_gap(money, world, approved):
    """3,000.00 to pay, 2,997.00 on the account: 3.00 of own money are put in, then all of it goes."""
    pay = {"orders": approved, "actor": world.cs_manager, "business_date": money.next}
    with pytest.raises(Refusal) as no:
        stages.remit(bank_ref="B1", **pay)
    words = "The bank holds 2,997.00, 3,000.00 is to be paid: put in 3.00 of own funds first."
    assert (no.value.code, str(no.value), stages.bank_balance()) == ("bank_short", words, 299_700)
    for text in ("", "  "):
        with refused("bank_ref"):
            stages.remit(bank_ref=text, **pay)
    put = {"business_date": money.next, "actor": world.hq_finance}
    for fen, note, code in ((0, "fees", "amount"), (-1, "fees", "amount"), (300, " ", "note")):
        with refused(code):
            stages.own_funds_put(amount_fen=fen, note=note, **put)
    first = stages.own_funds_put(amount_fen=1, note="手续费", **put)
    second = stages.own_funds_put(amount_fen=299, note="手续费", **put)
    assert [entry.key for entry in (first, second)] == [f"own:{money.next}:1", f"own:{money.next}:2"]
    assert (first.kind, first.note, first.actor_id, first.business_date) == (
        "own_funds",
        "手续费",
        world.hq_finance.pk,
        money.next,
    )
    assert stages.bank_balance() == 300_000
    assert stages.remit(bank_ref=" B1 ", **pay) == 300_000
    assert stages.bank_balance() == 0
    remitted = Entry.objects.filter(kind__in=("remit", "debit")).order_by("pk")
    names = ("kind", "key", "source", "reference", "actor_id", "business_date")
    assert list(remitted.values_list(*names)) == [
        ("remit", "remit:B1", None, None, world.cs_manager.pk, money.next),
        ("debit", "debit:B1", "remittance", "B1", world.cs_manager.pk, money.next),
    ]
    legs = Posting.objects.filter(entry__in=remitted).order_by("pk")
    fen = {f"order:{order.pk}": order.amount_due_fen for order in approved}
    assert list(legs.values_list("source__code", "target__code", "target__key", "amount_fen", "about")) == [
        *(("BANK", "REMIT_TRANSIT", "payment:B1", fen[about], about) for about in fen),
        *(("REMIT_TRANSIT", "PAY_APP", about, fen[about], about) for about in fen),
    ]
    assert set(Order.objects.filter(pk__in=[o.pk for o in approved]).values_list("payment_state", flat=True)) == {
        "remitted"
    }


def test_a_reference_of_the_bank_pays_once(money, world, approved):
    one, two = approved
    pay = {"actor": world.cs_manager, "business_date": money.next}
    stages.remit(orders=[one], bank_ref="B1", **pay)
    with pytest.raises(Refusal) as no:
        stages.remit(orders=[two], bank_ref=" B1", **pay)
    assert (no.value.code, str(no.value).split()) == (
        "bank_ref_used",
        ["The", "bank", "reference", "B1", "is", "used", "already."],
    )


def test_what_was_due_is_closed_reopened_and_closed_again(money, world, out):
    """Each closing has its own name, and the order's amount is due again in between."""
    _run, (one, _two, free) = out
    noon = clock.at(money.day, "12:00")
    since = Since()
    closing = {"business_date": money.day, "occurred_at": noon, "actor_id": world.cashier.pk}
    assert dues_close(order_ids=[one.pk, free.pk], **closing) == {one.pk: 100_000}
    assert since.history() == [("order.payment", "", f"order:{one.pk}", {"payment_state": "not_due"})]
    dues_reopen(order_ids=[one.pk, free.pk], occurred_at=clock.at(money.day, "13:00"))
    assert (standing("DUE", f"order:{one.pk}"), Order.objects.get(pk=one.pk).payment_state) == (100_000, "unpaid")
    undone = Entry.objects.get(kind="reversal")
    assert (undone.note, undone.business_date, undone.about, undone.actor_id) == (
        "redeliver",
        money.day,
        f"order:{one.pk}",
        None,
    )
    dues_close(order_ids=[one.pk], **closing)
    dues_reopen(order_ids=[one.pk], occurred_at=clock.at(money.day, "13:00"))
    assert Entry.objects.filter(kind="reversal").count() == 2
    names = ("key", "about", "actor_id", "occurred_at", "business_date")
    assert list(Entry.objects.filter(kind="close").order_by("pk").values_list(*names)) == [
        (key, f"order:{one.pk}", world.cashier.pk, noon, money.day) for key in (f"close:{one.pk}", f"close:{one.pk}:2")
    ]
    assert ExceptionCase.objects.count() == 0


@pytest.mark.parametrize("how", ["card", "cash"])
def test_money_that_was_taken_for_what_is_refused_is_raised(money, world, out, how):
    _run, (one, two, _free) = out
    if how == "card":
        money.notice(one)
    else:
        cash_taken(order=one, driver=world.drivers[0])
    assert dues_close(order_ids=[one.pk, two.pk], business_date=money.day) == {two.pk: 200_000}
    case = ExceptionCase.objects.get()
    assert (case.order, case.cause) == (one, "collected_refused")
    assert dues_close(order_ids=[two.pk], business_date=money.day) == {}
    assert ExceptionCase.objects.count() == 1


def test_an_orders_amount_is_opened_with_it_and_once(money, world, day):
    """The entry of the import: who, when, what; an order without an amount has none."""
    order, free = world.order_make(amount_fen=500), world.order_make()
    entry = Entry.objects.get()
    assert (entry.kind, entry.key, entry.about, entry.actor_id, entry.note) == (
        "open",
        f"open:{order.pk}",
        f"order:{order.pk}",
        None,
        "",
    )
    assert (entry.business_date, entry.occurred_at, entry.recorded_at) == (day, clock.now(), clock.now())
    assert Posting.objects.get().about == f"order:{order.pk}"
    Order.objects.filter(pk__in=[order.pk, free.pk]).update(payment_state="none")
    fresh = world.order_make()
    Order.objects.filter(pk=fresh.pk).update(amount_due_fen=700)
    since = Since()
    dues_open(order_ids=[fresh.pk], business_date=day, actor_id=world.intake.pk)
    assert Order.objects.get(pk=fresh.pk).payment_state == "unpaid"
    assert since.history() == [("order.payment", "", f"order:{fresh.pk}", {"payment_state": "unpaid"})]
    assert Entry.objects.latest("pk").actor_id == world.intake.pk
    assert Order.objects.get(pk=order.pk).payment_state == "none"
