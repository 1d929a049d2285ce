"""What a terminal's day leaves behind, and every reason for which none is handed out (FLW-R, INV-46)."""

import datetime as dt

import pytest

from cod.pos.models import PosAgreement, PosIssue, PosTraining, Terminal
from cod.pos.services import terminals
from core import clock
from core.errors import Refusal
from core.translatable import translated
from dispatch.runs.models import Run
from sheets.models import Sheet
from tests.orders.gate import refused
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


def hours(row):
    return [clock.local(at).strftime("%H:%M") for at in (row.issued_at, row.returned_at)]


def test_a_terminal_goes_out_at_eight_and_is_home_at_seven(money, world):
    d01 = world.drivers[0]
    money.terminal()
    money.qualify(d01)
    run = money.plan(d01, [world.order_make(amount_fen=1000)])
    since = Since()
    money.at("08:00")
    issue = money.issue(d01)
    run.clearance.refresh_from_db()
    assert run.clearance.terminal_no == "P01"
    money.at("19:00")
    home = terminals.terminal_return(issue=issue, actor=world.cashier, condition="屏幕有划痕" * 30)
    assert (home.status, home.condition) == ("returning", "屏幕有划痕" * 20)
    shown = home.return_sheet.shown_hash
    sign = {"issue": issue, "shown_hash": shown}
    assert terminals.terminal_return_sign(side="driver", signer=d01.user, method="pin", **sign) is False
    assert terminals.terminal_return_sign(side="cashier", signer=world.cashier, **sign) is True
    home.refresh_from_db()
    assert (home.status, hours(home)) == ("returned", ["08:00", "19:00"])
    names = ("kind", "platform", "business_date", "about", "issued_by")
    about = f"terminal:{issue.terminal_id}"
    assert list(Sheet.objects.filter(about=about).order_by("pk").values_list(*names)) == [
        (kind, world.platform.pk, money.day, about, world.cashier.pk) for kind in ("pos_issue", "pos_return")
    ]
    assert list(home.return_sheet.signatures.values_list("side", "method")) == [
        ("driver", "pin"),
        ("cashier", "session"),
    ]
    did = [(what, who, new) for what, who, _about, new in since.history() if what.startswith("pos")]
    assert did == [
        ("pos.agreement", "A105", {"signed_on": "2026-11-17"}),
        ("pos.training", "A105", {"trained_on": "2026-11-17"}),
        ("pos.prepare", "A105", {"terminal": "P01", "driver": "D01"}),
        ("pos_issue.issue", "B001", {"status": "out"}),
        ("pos_issue.hand_in", "A105", {"status": "returning"}),
        ("pos_issue.return", "A105", {"status": "returned"}),
    ]


def test_a_new_terminal_has_a_secret_of_its_own_and_a_given_one_is_kept(world):
    since = Since()
    made = terminals.terminal_create(serial="P07", platform=world.platform, actor=world.admin)
    other = terminals.terminal_create(serial="P08", platform=world.platform, actor=world.admin)
    given = terminals.terminal_create(serial="P09", platform=world.platform, actor=None, secret="abc")
    assert (len(made.secret), made.secret != other.secret, given.secret) == (64, True, "abc")
    assert since.history()[0] == ("terminal.create", world.admin.staff_no, f"cod.terminal:{made.pk}", {"serial": "P07"})


def test_agreement_and_training_are_kept_once_for_each_driver(world, day):
    d01 = world.drivers[0]
    for end in (None, day + dt.timedelta(days=365)):
        terminals.agreement_set(driver=d01, signed_on=day, valid_until=end, actor=world.cashier)
    for on in (day - dt.timedelta(days=3), day):
        terminals.training_set(driver=d01, trained_on=on, actor=world.cashier)
    kept = PosAgreement.objects.get()
    assert (kept.driver, kept.signed_on, kept.valid_until) == (d01, day, day + dt.timedelta(days=365))
    assert (PosTraining.objects.get().driver, PosTraining.objects.get().trained_on) == (d01, day)


@pytest.mark.parametrize(
    ("signed", "until", "trained", "words"),
    [
        (1, None, 0, "Driver D01 has not signed the POS agreement."),
        (0, -1, 0, "The POS agreement of driver D01 has run out."),
        (0, 0, 1, "Driver D01 has not been trained on the POS terminal."),
        (0, 0, 0, ""),
    ],
)
def test_the_papers_of_the_day_count(money, world, signed, until, trained, words):
    """Days from today: an agreement holds on its first and on its last day, and training on its own."""
    d01, date = world.drivers[0], lambda days: money.day + dt.timedelta(days=days)
    end = None if until is None else date(until)
    terminals.agreement_set(driver=d01, signed_on=date(signed), valid_until=end, actor=world.cashier)
    terminals.training_set(driver=d01, trained_on=date(trained), actor=world.cashier)
    terminals.training_set(driver=world.drivers[1], trained_on=money.day, actor=world.cashier)
    values = {"terminal": money.terminal(), "driver": d01, "business_date": money.day, "actor": world.cashier}
    said = ""
    try:
        terminals.terminal_issue(**values)
    except Refusal as refusal:
        said = str(refusal)
    assert said == words


def test_each_refusal_names_the_driver_or_the_terminal(money, world):
    d01, d02 = world.drivers[:2]
    issue = money.issue(d01)
    money.qualify(d02)
    elsewhere = terminals.terminal_create(serial="P05", platform=world.other_platform, actor=None)
    lost = money.terminal("P06")
    terminals.terminal_block(terminal=lost, reason="lost", actor=world.cashier)
    values = {"business_date": money.day, "actor": world.cashier}
    words = {
        (money.terminal("P02"), d01): "Driver D01 has a terminal out already.",
        (elsewhere, d02): "Terminal and driver belong to different platforms.",
        (issue.terminal, d02): "Terminal P01 is out already.",
        (lost, d02): "Terminal P06 is blocked.",
    }
    for (terminal, driver), text in words.items():
        with pytest.raises(Refusal) as no:
            terminals.terminal_issue(terminal=terminal, driver=driver, **values)
        assert str(no.value) == text
    money.give_back(issue)
    with pytest.raises(Refusal) as no:
        terminals.terminal_issue(terminal=issue.terminal, driver=d02, **values)
    assert str(no.value) == "Terminal P01 was with another driver today; one terminal, one driver a day."
    tomorrow = {"business_date": money.day + dt.timedelta(days=1), "actor": world.cashier}
    assert terminals.terminal_issue(terminal=issue.terminal, driver=d02, **tomorrow).status == "prepared"


@pytest.mark.parametrize("who", ["driver", "user"])
def test_nobody_who_left_gets_a_terminal(money, world, who):
    d01 = world.drivers[0]
    if who == "driver":
        d01.active = False
    else:
        d01.user.is_active = False
    with pytest.raises(Refusal) as no:
        money.issue(d01)
    assert (no.value.code, str(no.value)) == ("driver_inactive", "Driver D01 is not active.")


def test_what_was_not_handed_out_after_all_is_free_for_another(money, world):
    d01, d02 = world.drivers[:2]
    money.qualify(d01)
    since = Since()
    issue = terminals.terminal_issue(
        terminal=money.terminal(), driver=d01, business_date=money.day, actor=world.cashier
    )
    terminals.terminal_issue_undo(issue=issue, reason="换一台", actor=world.cashier)
    issue.refresh_from_db()
    assert (issue.status, issue.issue_sheet.void_reason) == ("undone", "换一台")
    assert since.notes() == {"sheet.void": "换一台", "pos_issue.undo": "换一台"}
    assert since.history()[-1][1] == "A105"
    assert money.issue(d02).status == "out"


def test_lost_and_found(money, world):
    terminal, since = money.terminal(), Since()
    for reason in ("", "  "):
        with refused("block_reason"):
            terminals.terminal_block(terminal=terminal, reason=reason, actor=world.cashier)
    terminals.terminal_block(terminal=terminal, reason="lost", actor=world.cashier)
    with refused("state"):
        terminals.terminal_block(terminal=terminal, reason="lost", actor=world.cashier)
    terminals.terminal_unblock(terminal=terminal, actor=world.cashier)
    about = f"cod.terminal:{terminal.pk}"
    assert since.history() == [
        ("terminal.block", "A105", about, {"state": "blocked"}),
        ("terminal.unblock", "A105", about, {"state": "active"}),
    ]
    assert since.notes() == {"terminal.block": "lost"}
    assert Terminal.objects.get().state == "active"


def test_only_what_is_out_comes_home_and_its_own_people_sign(money, world):
    d01 = world.drivers[0]
    money.qualify(d01)
    values = {"terminal": money.terminal(), "driver": d01, "business_date": money.day, "actor": world.cashier}
    issue = terminals.terminal_issue(**values)
    with pytest.raises(Refusal) as no:
        terminals.terminal_return(issue=issue, actor=world.cashier)
    assert (no.value.code, str(no.value)) == ("pos_not_out", "Terminal P01 is not out.")
    sign = {"issue": issue, "shown_hash": issue.issue_sheet.shown_hash}
    with pytest.raises(Refusal) as no:
        terminals.terminal_issue_sign(side="driver", signer=world.drivers[1].user, **sign)
    assert (no.value.code, str(no.value)) == ("not_his_terminal", "Only driver D01 signs for this terminal.")
    world.cashier.platform = world.other_platform
    with refused("other_platform"):
        terminals.terminal_issue_sign(side="cashier", signer=world.cashier, **sign)
    world.cashier.platform = world.platform
    assert terminals.terminal_issue_sign(side="cashier", signer=world.cashier, method="pin", **sign) is False
    with refused("sheet_changed"):
        terminals.terminal_issue_sign(issue=issue, side="driver", signer=d01.user, shown_hash="another")
    assert terminals.terminal_issue_sign(side="driver", signer=d01.user, **sign) is True
    assert list(issue.issue_sheet.signatures.values_list("method", flat=True)) == ["pin", "session"]
    with refused("pos_no_return"):
        terminals.terminal_return_sign(side="driver", signer=d01.user, **sign)
    home = terminals.terminal_return(issue=issue, actor=world.cashier)
    with refused("not_his_terminal"):
        terminals.terminal_return_sign(
            issue=issue, side="driver", signer=world.drivers[1].user, shown_hash=home.return_sheet.shown_hash
        )
    with refused("sheet_changed"):
        terminals.terminal_return_sign(issue=issue, side="driver", signer=d01.user, shown_hash="another")


def test_at_2300_everybody_who_watches_hears_of_each_terminal_that_is_not_back(money, world):
    """SCN-30: still out since yesterday, or only half handed in; not one that goes out tomorrow."""
    d01, d02, d03 = world.drivers
    money.issue(d01)
    half = money.issue(d02, "P02")
    terminals.terminal_return(issue=half, actor=world.cashier)
    money.issue(d03, "P03", day=money.day + dt.timedelta(days=1))
    world.cs_manager.is_active = False
    world.cs_manager.save()
    money.at("23:00")
    PosIssue.objects.filter(driver=d01).update(business_date=money.day - dt.timedelta(days=1))
    since = Since()
    assert translated(terminals.unreturned_alert(business_date=money.day)) == "Terminals still out: 2"
    watching = ["cashier", "platform_manager"]
    assert since.told() == {
        ("pos_not_returned", f"terminal:{PosIssue.objects.get(driver=driver).terminal_id}"): (
            sorted([*watching, driver.user.username]),
            {"terminal": serial, "driver": driver.code},
        )
        for serial, driver in (("P01", d01), ("P02", d02))
    }


def test_a_run_of_another_day_is_not_cleared_by_this_terminal(money, world):
    d01 = world.drivers[0]
    tomorrow = money.plan(d01, [world.order_make(amount_fen=1000)], money.day + dt.timedelta(days=1))
    other = money.plan(world.drivers[1], [world.order_make(amount_fen=1000)])
    today = money.plan(d01, [world.order_make(amount_fen=1000)])
    money.issue(d01)
    numbers = {run.pk: run.clearance.terminal_no for run in Run.objects.select_related("clearance")}
    assert numbers == {tomorrow.pk: "", other.pk: "", today.pk: "P01"}
