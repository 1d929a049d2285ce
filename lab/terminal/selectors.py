"""What the terminal look-alike of a simulation needs to know."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cod.pos.models import PosIssue, Terminal
from core.errors import Missing
from dispatch.runs.models import RunClearance
from people.models import User


def simulated_terminal(serial: str) -> Terminal:
    """A terminal with its secret, in simulation mode only; Missing otherwise."""
    terminal = Terminal.objects.filter(serial=serial).first() if settings.SIMULATION else None
    if terminal is None:
        raise Missing("terminal", _("There is no such terminal to simulate."))
    return terminal


def terminal_in_hand(user: User) -> Any:
    """The serial of the terminal that this driver has now, or the first one that is out; "" when none is."""
    out = PosIssue.objects.filter(status="out").select_related("terminal").order_by("terminal__serial")
    issue = out.filter(driver__user=user).first() or out.first()
    return issue.terminal.serial if issue else ""


def issue_of(terminal: Terminal) -> Any:
    """Who has the terminal now: the issue with `short_fen` still to be pre-authorised, or None."""
    issue = PosIssue.objects.filter(terminal=terminal, status="out").select_related("driver__user").first()
    if issue is not None:
        run = RunClearance.objects.filter(run__driver=issue.driver, run__business_date=issue.business_date).first()
        issue.short_fen = run.short_fen if run else 0
    return issue
