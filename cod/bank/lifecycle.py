"""How a line of the bank's file came out."""

from core.lifecycle import N_, Machine, State

BANK_LINE = Machine(
    "bank_line",
    N_("Bank line"),
    [
        State("matched", N_("Matched"), "ok"),
        State("short", N_("Too little"), "error"),
        State("over", N_("Too much"), "warn"),
        State("unknown", N_("Not ours"), "error"),
        State("suspense", N_("In suspense"), "warn"),
    ],
    [],
)
