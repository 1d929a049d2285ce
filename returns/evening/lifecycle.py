"""The evening of one run: matched, handed in by two signatures, accepted by the keeper. Pure table."""

from core.lifecycle import N_, Machine, Move, State
from people.roles import DOC_ADMIN, DRIVER, KEEPER

MATCHED, HANDED_IN, DIFFERS, CLEARED = "matched", "handed_in", "differs", "cleared"

EVENING = Machine(
    "evening",
    N_("Evening"),
    [
        State(MATCHED, N_("Waiting for signatures"), "warn"),
        State(HANDED_IN, N_("Keeper to accept"), "info"),
        State(DIFFERS, N_("Keeper counts otherwise"), "error"),
        State(CLEARED, N_("Evening cleared"), "ok"),
    ],
    [
        Move("match_again", (MATCHED,), MATCHED, (DOC_ADMIN,), "FLW-J.2", "nobody has signed yet"),
        Move("hand_in", (MATCHED,), HANDED_IN, (DOC_ADMIN, DRIVER), "FLW-J.3", "driver and doc admin signed"),
        Move("differ", (MATCHED, HANDED_IN, DIFFERS), DIFFERS, (KEEPER,), "FLW-J.3", "the count differs"),
        Move(
            "clear", (MATCHED, HANDED_IN, DIFFERS), CLEARED, (DOC_ADMIN, DRIVER, KEEPER), "STM-18",
            "papers signed, goods accepted",
        ),
    ],
)  # fmt: skip
