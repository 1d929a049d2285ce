"""Terminals: who gets one, by two signatures, and the way home (SCN-30, INV-46)."""

import pytest

from cod.pos.services import terminals
from cod.pos.services.quotes import quote
from core.errors import Conflict, NotAllowed
from core.models import OutboxMessage


def test_scn30_agreement_and_training_first(money, world):
    """Without agreement refused, without training refused, with both issued when both have signed."""
    d01, p01 = world.drivers[0], money.terminal()
    wanted = {"terminal": p01, "driver": d01, "business_date": money.day, "actor": world.cashier}
    with pytest.raises(Conflict) as refused:
        terminals.terminal_issue(**wanted)
    assert refused.value.code == "no_agreement"
    terminals.agreement_set(driver=d01, signed_on=money.day, actor=world.cashier)
    with pytest.raises(Conflict) as refused:
        terminals.terminal_issue(**wanted)
    assert refused.value.code == "no_training"
    terminals.training_set(driver=d01, trained_on=money.day, actor=world.cashier)
    issue = terminals.terminal_issue(**wanted)
    shown = issue.issue_sheet.shown_hash
    assert terminals.terminal_issue_sign(issue=issue, side="cashier", signer=world.cashier, shown_hash=shown) is False
    with pytest.raises(NotAllowed):
        terminals.terminal_issue_sign(issue=issue, side="driver", signer=world.drivers[1].user, shown_hash=shown)
    assert terminals.terminal_issue_sign(issue=issue, side="driver", signer=d01.user, shown_hash=shown) is True


def test_one_terminal_one_driver(money, world):
    """A second terminal for the driver, or his terminal for another, is refused; also after its return that day."""
    d01, d02 = world.drivers[:2]
    issue = money.issue(d01)
    money.qualify(d02)
    for serial, driver, code in (("P02", d01, "driver_has_pos"), ("P01", d02, "terminal_out")):
        with pytest.raises(Conflict) as refused:
            money.issue(driver, serial)
        assert refused.value.code == code
    money.give_back(issue)
    with pytest.raises(Conflict) as refused:
        money.issue(d02)
    assert refused.value.code == "terminal_of_other"
    assert money.issue(d01).status == "out"


def test_not_back_at_2300_is_told(money, world):
    first, second = money.issue(world.drivers[0]), money.issue(world.drivers[1], "P02")
    money.give_back(second)
    money.at("23:00")
    terminals.unreturned_alert(business_date=money.day)
    told = OutboxMessage.objects.filter(kind="pos_not_returned")
    assert {row.params["terminal"] for row in told} == {"P01"}
    assert first.driver.user_id in set(told.values_list("to_id", flat=True))


def test_a_returned_terminal_shows_no_amounts(money, world):
    d01 = world.drivers[0]
    order = world.order_make(amount_fen=1000)
    money.out(d01, [order])
    money.give_back(d01.pos_issues.get())
    with pytest.raises(Conflict):
        quote(terminal=money.terminal(), order_no=order.order_no)


def test_a_blocked_terminal_is_not_issued(money, world):
    terminals.terminal_block(terminal=money.terminal(), reason="lost", actor=world.cashier)
    with pytest.raises(Conflict) as refused:
        money.issue(world.drivers[0])
    assert refused.value.code == "terminal_blocked"
