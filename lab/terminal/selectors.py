"""What the terminal look-alike of a simulation needs to know."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cod.pos.lifecycle import IssueState
from cod.pos.models import PosIssue, Terminal
from core.errors import Missing
from dispatch.fleet.models import Driver
from dispatch.runs.models import RunClearance
from people.models import User


@dataclass(frozen=True)
class InHand:
    """Who has a terminal now, and what of his run is still to be pre-authorised."""

    driver: Driver
    short_fen: int


def simulated_terminal(serial: str) -> Terminal:
    """A terminal with its secret, in simulation mode only; Missing otherwise."""
    terminal = Terminal.objects.filter(serial=serial).first() if settings.SIMULATION else None
    if terminal is None:
        raise Missing("terminal", _("There is no such terminal to simulate."))
    return terminal


def terminal_in_hand(user: User) -> str:
    """The serial of the terminal that this driver has now, or the first one that is out; "" when none is."""
    out = PosIssue.objects.filter(status=IssueState.OUT).select_related("terminal").order_by("terminal__serial")
    issue = out.filter(driver__user=user).first() or out.first()
    return issue.terminal.serial if issue else ""


def issue_of(terminal: Terminal) -> InHand | None:
    """Who has the terminal now; None when it is in its box."""
    issue = PosIssue.objects.filter(terminal=terminal, status=IssueState.OUT).select_related("driver__user").first()
    if issue is None:
        return None
    run = RunClearance.objects.filter(run__driver=issue.driver, run__business_date=issue.business_date).first()
    return InHand(issue.driver, run.short_fen if run else 0)
