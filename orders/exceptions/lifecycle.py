"""The life of an exception and of the step that its instruction asks for. Pure tables."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, DOC_ADMIN, INTAKE, KEEPER, SUPERVISOR

# Who may write down what the client said (the permission matrix; the cashier may not).
INSTRUCTORS = (CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, INTAKE, ACCOUNT_MANAGER)
# Who may close a case once that is done.
CLOSERS = (CS_AGENT, CS_MANAGER, KEEPER, DOC_ADMIN, ACCOUNT_MANAGER, SUPERVISOR)


class CaseState(States):
    """How far a case is."""

    OPEN = "open", N_("Waiting for the client"), "error"
    INSTRUCTED = "instructed", N_("Instructed"), "warn"
    CLOSED = "closed", N_("Closed"), "ok"


class CaseAction(Action):
    """What may be done with a case."""

    INSTRUCT = "instruct", N_("write down the client's instruction")
    CLOSE = "close", N_("close the case")


EXCEPTION = Machine(
    "exception",
    N_("Exception"),
    CaseState,
    [
        Move(
            CaseAction.INSTRUCT, (CaseState.OPEN, CaseState.INSTRUCTED), CaseState.INSTRUCTED,
            INSTRUCTORS,
            "INV-10", "the client's staff number and instruction",
        ),
        Move(
            CaseAction.CLOSE, (CaseState.INSTRUCTED,), CaseState.CLOSED,
            (*CLOSERS, SYSTEM),
            "INV-10", "the executed action equals the instruction",
        ),
    ],
)  # fmt: skip


class StepKind(States):
    """What an instruction makes people do with an order's goods."""

    REDELIVER = "redeliver", N_("Deliver again")
    RETURN = "return_to_client", N_("Return to the client")


class StepState(States):
    """How far a next step is."""

    WAITING = "waiting", N_("To be carried out"), "warn"
    DONE = "done", N_("Carried out"), "ok"
    DROPPED = "dropped", N_("Overtaken by another instruction"), "mute"


class StepAction(Action):
    """What may be done with a next step."""

    CARRY_OUT = "carry_out", N_("carry the next step out")
    DROP = "drop", N_("drop the next step")


NEXT_STEP = Machine(
    "next_step",
    N_("Next step"),
    StepState,
    [
        Move(
            StepAction.CARRY_OUT,
            (StepState.WAITING,),
            StepState.DONE,
            (SYSTEM,),
            "INV-10",
            "a run took the order, or its goods are set aside",
        ),
        Move(
            StepAction.DROP, (StepState.WAITING,), StepState.DROPPED, (SYSTEM,), "INV-10", "the last instruction rules"
        ),
    ],
)
