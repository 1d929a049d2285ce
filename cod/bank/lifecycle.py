"""How a line of the bank's file came out."""

from core.lifecycle import N_, Action, Machine, States


class LineResult(States):
    """How a line of the bank's file came out."""

    MATCHED = "matched", N_("Matched"), "ok"
    SHORT = "short", N_("Too little"), "error"
    OVER = "over", N_("Too much"), "warn"
    UNKNOWN = "unknown", N_("Not ours"), "error"
    SUSPENSE = "suspense", N_("In suspense"), "warn"


ARRIVED = (LineResult.MATCHED, LineResult.SHORT, LineResult.OVER)  # money came for a sale of ours

BANK_LINE: Machine[Action] = Machine(
    "bank_line",
    N_("Bank line"),
    LineResult,
    [],
)
