"""The driver's total, the slips and the 23:00 sheet: what each says, and why it is not made (FLW-L.6, FLW-O)."""

import pytest

from cod.pos.models import Collection
from cod.pos.payways import OWN_CARD
from cod.pos.services.cash import cash_taken
from cod.sheet23.models import CodSheet, CodSheetLine
from cod.sheet23.services import handover_sheet_generate, handover_sheet_sign, pending_of, unlisted_collections
from cod.totals.models import DriverTotal, SlipCheck
from cod.totals.services.slips import slip_check
from cod.totals.services.totals import driver_total_make, driver_total_sign, due_left, figures_of
from core import clock
from core.errors import Refusal
from core.translatable import translated
from ledger.models import LedgerSeal
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from tests.cod.money import standing
from tests.orders.gate import refused
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


def said(act):
    """(code, words) of the refusal."""
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code, str(no.value)


def test_a_total_is_kept_with_its_figures_and_made_anew_until_it_is_signed(money, world, out):
    """One paid by card, one in cash not yet charged, one prepaid: 1,000.00 collected, 2,000.00 in hand."""
    run, (one, two, _free) = out
    d01 = world.drivers[0]
    money.notice(one)
    cash_taken(order=two, driver=d01)
    money.deliver(one, d01)
    rows = {row.order_id: row for row in figures_of(run).rows}
    assert (rows[one.pk].collected, rows[one.pk].reference, rows[one.pk].way, rows[one.pk].billable) == (
        100_000,
        "900001",
        "card",
        True,
    )
    assert (rows[two.pk].collected, rows[two.pk].cash, rows[two.pk].still_open, rows[two.pk].way) == (
        0,
        200_000,
        0,
        "cash",
    )
    assert (rows[two.pk].bound, rows[two.pk].amount, rows[two.pk].billable, rows[two.pk].reference) == (
        200_000,
        200_000,
        False,
        "",
    )
    since = Since()
    total = driver_total_make(run=run, actor=world.cashier)
    assert (total.run, total.total_fen, total.active) == (run, 100_000, True)
    sheet = total.sheet
    assert (sheet.kind, sheet.platform, sheet.business_date, sheet.about, sheet.issued_by, sheet.replaces) == (
        "driver_total",
        world.platform,
        money.day,
        f"run:{run.pk}",
        world.cashier,
        None,
    )
    made = [row for row in since.history() if row[0] == "driver_total.make"]
    assert [(row[1], row[3]) for row in made] == [(world.cashier.staff_no, {"total_fen": 100_000})]
    assert "P01" in str(sheet.content["meta"])
    again = driver_total_make(run=run, actor=world.cashier)
    sheet.refresh_from_db()
    total.refresh_from_db()
    assert (sheet.status, translated(sheet.void_reason), total.active, again.sheet.replaces) == (
        "void",
        "Made anew.",
        False,
        sheet,
    )
    shown = again.sheet.shown_hash
    driver_total_sign(total=again, side="driver", signer=d01.user, shown_hash=shown, method="pin")
    assert driver_total_sign(total=again, side="cashier", signer=world.cashier, shown_hash=shown) is True
    assert list(again.sheet.signatures.values_list("side", "method")) == [("driver", "pin"), ("cashier", "session")]
    words = f"The total of {run.number} is signed; it does not change any more."
    assert said(lambda: driver_total_make(run=run, actor=world.cashier)) == ("total_signed", words)
    assert DriverTotal.objects.count() == 2


def test_what_is_still_due_keeps_its_hold_after_the_signatures(money, world, out):
    run, (one, two, _free) = out
    money.notice(one)
    total = driver_total_make(run=run, actor=world.cashier)
    shown = total.sheet.shown_hash
    other = world.drivers[1].user
    assert said(lambda: driver_total_sign(total=total, side="driver", signer=other, shown_hash=shown)) == (
        "not_his_run",
        "Only driver D01 signs for this run.",
    )
    world.cashier.platform = world.other_platform
    with refused("other_platform"):
        driver_total_sign(total=total, side="cashier", signer=world.cashier, shown_hash=shown)
    world.cashier.platform = world.platform
    with refused("sheet_changed"):
        driver_total_sign(total=total, side="driver", signer=world.drivers[0].user, shown_hash="another")
    for side, signer in (("driver", world.drivers[0].user), ("cashier", world.cashier)):
        driver_total_sign(total=total, side=side, signer=signer, shown_hash=shown)
    assert (due_left(run), standing("HOLD")) == (200_000, 200_000)
    money.refuse(two, world.drivers[0])
    assert due_left(run) == 0


def test_no_total_of_a_run_that_was_not_handed_over(money, world):
    run = money.plan(world.drivers[0], [world.order_make(amount_fen=1000)])
    words = f"Run {run.number} has not been handed over."
    assert said(lambda: driver_total_make(run=run, actor=world.cashier)) == ("run_not_out", words)


def test_a_total_that_does_not_add_up_says_its_three_sums(money, world, out):
    """INV-33: 1,000.00 were collected of an order that now says 1,500.00."""
    run, (one, *_rest) = out
    money.notice(one)
    Order.objects.filter(pk=one.pk).update(amount_due_fen=150_000)
    sums = "3,000.00 bound, 0.00 refused, 1,000.00 collected"
    words = f"The money of {run.number} does not add up: {sums}."
    assert said(lambda: driver_total_make(run=run, actor=world.cashier)) == ("identity", words)


def test_a_missing_slip_is_raised_once_and_again_when_it_vanishes_again(money, world, out):
    _run, (one, *_rest) = out
    money.notice(one)
    taken, since = Collection.objects.get(), Since()
    for present, cases in ((True, 0), (False, 1), (False, 1), (True, 1), (False, 2)):
        slip_check(collection=taken, present=present, actor=world.doc_admin)
        assert ExceptionCase.objects.filter(kind="document").count() == cases
    check, case = SlipCheck.objects.get(), ExceptionCase.objects.first()
    assert (check.collection, check.present, check.checked_by, check.checked_at) == (
        taken,
        False,
        world.doc_admin,
        clock.now(),
    )
    assert (case.order, case.description, case.cause, case.opened_by) == (
        one,
        "900001",
        "slip_missing",
        world.doc_admin,
    )
    checks = [row for row in since.history() if row[0] == "slip.check"]
    assert [(row[1], row[3]["present"]) for row in checks] == [
        (world.doc_admin.staff_no, present) for present in (True, False, False, True, False)
    ]


def test_the_sheet_says_who_still_has_to_bring_what(money, world, out):
    """At 23:00: one written off, one in cash with D01, one due with D02; a refused one is neither."""
    run, (one, two, _free) = out
    d01, d02 = world.drivers[:2]
    due, refused_ = world.order_make(amount_fen=700), world.order_make(amount_fen=900)
    money.out(d02, [due, refused_], "P02")
    money.notice(one)
    cash_taken(order=two, driver=d01)
    money.refuse(refused_, d02)
    code, words = said(lambda: handover_sheet_generate(business_date=money.day))
    assert (code, words) == ("too_early", f"The sheet of {money.day} is made at 23:00, not before.")
    money.at("23:00")
    since = Since()
    assert translated(handover_sheet_generate(business_date=money.day)) == "Sheets: 1, 1,000.00"
    cut = clock.at(money.day, "23:00")
    assert pending_of(world.platform, money.day, cut) == [
        {
            "area": "嘉定区",
            "driver": driver.code,
            "order": order.pk,
            "order_no": order.order_no,
            "amount_fen": fen,
            "reason": reason,
        }
        for driver, order, fen, reason in ((d01, two, 200_000, "cash_held"), (d02, due, 700, "unpaid"))
    ]
    sheet = CodSheet.objects.get()
    assert (sheet.platform, sheet.business_date, sheet.total_fen, sheet.pending_fen, sheet.seal) == (
        world.platform,
        money.day,
        100_000,
        200_700,
        LedgerSeal.objects.get(),
    )
    paper = sheet.sheet
    assert (paper.kind, paper.platform, paper.business_date, paper.about, paper.issued_by) == (
        "cod_sheet",
        world.platform,
        money.day,
        f"cod_sheet:JD:{money.day}",
        None,
    )
    line = CodSheetLine.objects.get()
    assert (line.cod_sheet, line.collection.order, line.position) == (sheet, one, 1)
    made = [row for row in since.history() if row[0] == "cod_sheet.make"]
    assert [(row[1], row[3]) for row in made] == [("", {"total_fen": 100_000, "lines": 1})]
    assert [unlisted_collections(place, cut) for place in (world.platform, world.other_platform)] == [[], []]
    assert pending_of(world.other_platform, money.day, cut) == []


def test_the_sheet_is_signed_by_its_own_cashier(money, world, out):
    money.at("23:00")
    handover_sheet_generate(business_date=money.day)
    sheet = CodSheet.objects.get()
    sign = {"sheet": sheet, "shown_hash": sheet.sheet.shown_hash}
    world.cashier.platform = world.other_platform
    assert said(lambda: handover_sheet_sign(side="cashier", signer=world.cashier, **sign)) == (
        "other_platform",
        "A cashier of this platform signs.",
    )
    world.cashier.platform = world.platform
    with refused("sheet_changed"):
        handover_sheet_sign(sheet=sheet, side="cashier", signer=world.cashier, shown_hash="another")
    handover_sheet_sign(side="cashier", signer=world.cashier, method="pin", **sign)
    handover_sheet_sign(side="finance", signer=world.hq_finance, **sign)
    assert list(sheet.sheet.signatures.values_list("side", "method")) == [("cashier", "pin"), ("finance", "session")]


def test_the_own_card_stands_in_the_total_as_the_drivers(money, world, out):
    run, (one, *_rest) = out
    money.notice(one, way=OWN_CARD)
    [row] = [row for row in figures_of(run).rows if row.order_id == one.pk]
    assert (row.way, row.collected, row.cash) == (OWN_CARD, 100_000, 0)
