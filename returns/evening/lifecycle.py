"""The evening of one run: matched, handed in by two signatures, accepted by the keeper. Pure table."""

from core.lifecycle import N_, Action, Machine, Move, States
from people.roles import DOC_ADMIN, DRIVER, KEEPER


class EveningState(States):
    """How far the evening of a run is."""

    MATCHED = "matched", N_("Waiting for signatures"), "warn"
    HANDED_IN = "handed_in", N_("Keeper to accept"), "info"
    DIFFERS = "differs", N_("Keeper counts otherwise"), "error"
    CLEARED = "cleared", N_("Evening cleared"), "ok"


class EveningAction(Action):
    """What may be done in the evening of a run."""

    MATCH_AGAIN = "match_again", N_("match the papers again")
    HAND_IN = "hand_in", N_("hand in papers and goods")
    DIFFER = "differ", N_("report a count that differs")
    CLEAR = "clear", N_("clear the evening")


EVENING = Machine(
    "evening",
    N_("Evening"),
    EveningState,
    [
        Move(EveningAction.MATCH_AGAIN, (EveningState.MATCHED,), EveningState.MATCHED, (DOC_ADMIN,), "FLW-J.2", "nobody has signed yet"),
        Move(EveningAction.HAND_IN, (EveningState.MATCHED,), EveningState.HANDED_IN, (DOC_ADMIN, DRIVER), "FLW-J.3", "driver and doc admin signed"),
        Move(EveningAction.DIFFER, (EveningState.MATCHED, EveningState.HANDED_IN, EveningState.DIFFERS), EveningState.DIFFERS, (KEEPER,), "FLW-J.3", "the count differs"),
        Move(
            EveningAction.CLEAR, (EveningState.MATCHED, EveningState.HANDED_IN, EveningState.DIFFERS), EveningState.CLEARED, (DOC_ADMIN, DRIVER, KEEPER), "STM-18",
            "papers signed, goods accepted",
        ),
    ],
)  # fmt: skip
