"""The life of a sheet: issued with what it shows, signed by its sides, or void with a successor (INV-14, INV-15)."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from people.roles import EVERYBODY

ISSUED, SIGNED, VOID = "issued", "signed", "void"

SHEET = Machine(
    "sheet",
    N_("Sheet"),
    [
        State(ISSUED, N_("Waiting for signatures"), "warn"),
        State(SIGNED, N_("Signed"), "ok"),
        State(VOID, N_("Void"), "mute"),
    ],
    [
        Move("complete", (ISSUED,), SIGNED, (*EVERYBODY, SYSTEM), "INV-14", "all sides signed, by different people"),
        Move("void", (ISSUED,), VOID, (*EVERYBODY, SYSTEM), "INV-15", "a reason; a signed sheet stays"),
    ],
)
