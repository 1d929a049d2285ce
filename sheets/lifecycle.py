"""The life of a sheet: issued with what it shows, signed by its sides, or void with a successor (INV-14, INV-15)."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from people.roles import EVERYBODY


class SheetState(States):
    """How far a sheet is."""

    ISSUED = "issued", N_("Waiting for signatures"), "warn"
    SIGNED = "signed", N_("Signed"), "ok"
    VOID = "void", N_("Void"), "mute"


class SheetAction(Action):
    """What may be done with a sheet."""

    COMPLETE = "complete", N_("complete the sheet")
    VOID = "void", N_("void the sheet")


SHEET = Machine(
    "sheet",
    N_("Sheet"),
    SheetState,
    [
        Move(
            SheetAction.COMPLETE,
            (SheetState.ISSUED,),
            SheetState.SIGNED,
            (*EVERYBODY, SYSTEM),
            "INV-14",
            "all sides signed, by different people",
        ),
        Move(
            SheetAction.VOID,
            (SheetState.ISSUED,),
            SheetState.VOID,
            (*EVERYBODY, SYSTEM),
            "INV-15",
            "a reason; a signed sheet stays",
        ),
    ],
)
