"""Terminals, their issue, and money in suspense as tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from people.roles import CASHIER, DRIVER

ACTIVE, BLOCKED = "active", "blocked"

TERMINAL = Machine(
    "terminal",
    N_("POS terminal"),
    [State(ACTIVE, N_("In use"), "ok"), State(BLOCKED, N_("Blocked"), "error")],
    [
        Move("block", (ACTIVE,), BLOCKED, (CASHIER, SYSTEM), "FLW-R", "lost or broken"),
        Move("unblock", (BLOCKED,), ACTIVE, (CASHIER,), "FLW-R"),
    ],
)

PREPARED, OUT, RETURNING, RETURNED, UNDONE = "prepared", "out", "returning", "returned", "undone"

HELD = (PREPARED, OUT, RETURNING)  # one terminal, one driver (INV-46)

POS_ISSUE = Machine(
    "pos_issue",
    N_("POS issue"),
    [
        State(PREPARED, N_("To be signed out"), "warn"),
        State(OUT, N_("With the driver"), "info"),
        State(RETURNING, N_("To be signed in"), "warn"),
        State(RETURNED, N_("Returned"), "ok"),
        State(UNDONE, N_("Not issued after all"), "mute"),
    ],
    [
        Move("issue", (PREPARED,), OUT, (CASHIER, DRIVER), "INV-46", "both signatures"),
        Move("undo", (PREPARED,), UNDONE, (CASHIER,), "INV-15", "the issue sheet is void"),
        Move("hand_in", (OUT,), RETURNING, (CASHIER,), "FLW-R.5"),
        Move("return", (RETURNING,), RETURNED, (CASHIER, DRIVER), "FLW-R.5", "both signatures"),
    ],
)

OPEN, CLOSED = "open", "closed"

SUSPENSE = Machine(
    "suspense",
    N_("Suspense case"),
    [State(OPEN, N_("Unexplained"), "error"), State(CLOSED, N_("Explained"), "ok")],
    [Move("close", (OPEN,), CLOSED, (SYSTEM,), "FLW-M.3", "its account stands at zero")],
)

# Why money stands in suspense.
REASONS = {
    "unknown_order": N_("No such order"),
    "not_his_order": N_("Not among this driver's goods"),
    "second_swipe": N_("Charged a second time"),
    "refused_order": N_("The order was refused"),
    "nothing_due": N_("Nothing was due"),
    "wrong_amount": N_("Another amount than was due"),
    "bank_short": N_("The bank sent less"),
    "bank_over": N_("The bank sent more"),
    "bank_unknown": N_("The bank names a sale that we do not know"),
}
