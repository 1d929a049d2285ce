"""Terminals, their issue, and money in suspense as tables."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from people.roles import CASHIER, DRIVER


class TerminalState(States):
    """Whether a terminal may be used."""

    ACTIVE = "active", N_("In use"), "ok"
    BLOCKED = "blocked", N_("Blocked"), "error"


class TerminalAction(Action):
    """What may be done with a terminal."""

    BLOCK = "block", N_("block the terminal")
    UNBLOCK = "unblock", N_("unblock the terminal")


TERMINAL = Machine(
    "terminal",
    N_("POS terminal"),
    TerminalState,
    [
        Move(
            TerminalAction.BLOCK,
            (TerminalState.ACTIVE,),
            TerminalState.BLOCKED,
            (CASHIER, SYSTEM),
            "FLW-R",
            "lost or broken",
        ),
        Move(TerminalAction.UNBLOCK, (TerminalState.BLOCKED,), TerminalState.ACTIVE, (CASHIER,), "FLW-R"),
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


class IssueAction(Action):
    """What may be done with the issue of a terminal."""

    ISSUE = "issue", N_("issue the terminal")
    UNDO = "undo", N_("undo the issue of the terminal")
    HAND_IN = "hand_in", N_("take the terminal back")
    RETURN = "return", N_("sign the terminal in")


POS_ISSUE = Machine(
    "pos_issue",
    N_("POS issue"),
    IssueState,
    [
        Move(IssueAction.ISSUE, (IssueState.PREPARED,), IssueState.OUT, (CASHIER, DRIVER), "INV-46", "both signatures"),
        Move(
            IssueAction.UNDO, (IssueState.PREPARED,), IssueState.UNDONE, (CASHIER,), "INV-15", "the issue sheet is void"
        ),
        Move(IssueAction.HAND_IN, (IssueState.OUT,), IssueState.RETURNING, (CASHIER,), "FLW-R.5"),
        Move(
            IssueAction.RETURN,
            (IssueState.RETURNING,),
            IssueState.RETURNED,
            (CASHIER, DRIVER),
            "FLW-R.5",
            "both signatures",
        ),
    ],
)


class SuspenseState(States):
    """Whether money is explained."""

    OPEN = "open", N_("Unexplained"), "error"
    CLOSED = "closed", N_("Explained"), "ok"


class SuspenseAction(Action):
    """What may be done with a suspense case."""

    CLOSE = "close", N_("close the suspense case")


SUSPENSE = Machine(
    "suspense",
    N_("Suspense case"),
    SuspenseState,
    [
        Move(
            SuspenseAction.CLOSE,
            (SuspenseState.OPEN,),
            SuspenseState.CLOSED,
            (SYSTEM,),
            "FLW-M.3",
            "its account stands at zero",
        )
    ],
)
