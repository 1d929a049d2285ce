"""The evening of one run: matched, handed in by two signatures, accepted by the keeper. Pure table."""

from core.lifecycle import N_, Machine, Move, States
from people.roles import DOC_ADMIN, DRIVER, KEEPER


class EveningState(States):
    """How far the evening of a run is."""

    MATCHED = "matched", N_("Waiting for signatures"), "warn"
    HANDED_IN = "handed_in", N_("Keeper to accept"), "info"
    DIFFERS = "differs", N_("Keeper counts otherwise"), "error"
    CLEARED = "cleared", N_("Evening cleared"), "ok"


EVENING = Machine(
    "evening",
    N_("Evening"),
    EveningState,
    [
        Move("match_again", (EveningState.MATCHED,), EveningState.MATCHED, (DOC_ADMIN,), "FLW-J.2", "nobody has signed yet"),
        Move("hand_in", (EveningState.MATCHED,), EveningState.HANDED_IN, (DOC_ADMIN, DRIVER), "FLW-J.3", "driver and doc admin signed"),
        Move("differ", (EveningState.MATCHED, EveningState.HANDED_IN, EveningState.DIFFERS), EveningState.DIFFERS, (KEEPER,), "FLW-J.3", "the count differs"),
        Move(
            "clear", (EveningState.MATCHED, EveningState.HANDED_IN, EveningState.DIFFERS), EveningState.CLEARED, (DOC_ADMIN, DRIVER, KEEPER), "STM-18",
            "papers signed, goods accepted",
        ),
    ],
)  # fmt: skip
