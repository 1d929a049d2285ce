"""Terminals, their issue, and money in suspense as tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, States
from people.roles import CASHIER, DRIVER


class TerminalState(States):
    """Whether a terminal may be used."""

    ACTIVE = "active", N_("In use"), "ok"
    BLOCKED = "blocked", N_("Blocked"), "error"


TERMINAL = Machine(
    "terminal",
    N_("POS terminal"),
    TerminalState,
    [
        Move("block", (TerminalState.ACTIVE,), TerminalState.BLOCKED, (CASHIER, SYSTEM), "FLW-R", "lost or broken"),
        Move("unblock", (TerminalState.BLOCKED,), TerminalState.ACTIVE, (CASHIER,), "FLW-R"),
    ],
)


class IssueState(States):
    """Who has a terminal."""

    PREPARED = "prepared", N_("To be signed out"), "warn"
    OUT = "out", N_("With the driver"), "info"
    RETURNING = "returning", N_("To be signed in"), "warn"
    RETURNED = "returned", N_("Returned"), "ok"
    UNDONE = "undone", N_("Not issued after all"), "mute"


HELD = (IssueState.PREPARED, IssueState.OUT, IssueState.RETURNING)  # one terminal, one driver (INV-46)


POS_ISSUE = Machine(
    "pos_issue",
    N_("POS issue"),
    IssueState,
    [
        Move("issue", (IssueState.PREPARED,), IssueState.OUT, (CASHIER, DRIVER), "INV-46", "both signatures"),
        Move("undo", (IssueState.PREPARED,), IssueState.UNDONE, (CASHIER,), "INV-15", "the issue sheet is void"),
        Move("hand_in", (IssueState.OUT,), IssueState.RETURNING, (CASHIER,), "FLW-R.5"),
        Move("return", (IssueState.RETURNING,), IssueState.RETURNED, (CASHIER, DRIVER), "FLW-R.5", "both signatures"),
    ],
)


class SuspenseState(States):
    """Whether money is explained."""

    OPEN = "open", N_("Unexplained"), "error"
    CLOSED = "closed", N_("Explained"), "ok"


SUSPENSE = Machine(
    "suspense",
    N_("Suspense case"),
    SuspenseState,
    [Move("close", (SuspenseState.OPEN,), SuspenseState.CLOSED, (SYSTEM,), "FLW-M.3", "its account stands at zero")],
)
