"""The life of an exception and of the step that its instruction asks for. Pure tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from people.roles import CASHIER, CS_AGENT, CS_MANAGER, DOC_ADMIN, INTAKE, KEEPER

OPEN, INSTRUCTED, CLOSED = "open", "instructed", "closed"

EXCEPTION = Machine(
    "exception",
    N_("Exception"),
    [
        State(OPEN, N_("Waiting for the client"), "error"),
        State(INSTRUCTED, N_("Instructed"), "warn"),
        State(CLOSED, N_("Closed"), "ok"),
    ],
    [
        Move(
            "instruct", (OPEN, INSTRUCTED), INSTRUCTED,
            (CS_AGENT, CS_MANAGER, KEEPER, INTAKE, DOC_ADMIN, CASHIER, "account_manager", "delivery_supervisor"),
            "INV-10", "the client's staff number and instruction",
        ),
        Move(
            "close", (INSTRUCTED,), CLOSED,
            (CS_AGENT, CS_MANAGER, KEEPER, DOC_ADMIN, "account_manager", "delivery_supervisor", SYSTEM),
            "INV-10", "the executed action equals the instruction",
        ),
    ],
)  # fmt: skip

WAITING, DONE, DROPPED = "waiting", "done", "dropped"

NEXT_STEP = Machine(
    "next_step",
    N_("Next step"),
    [
        State(WAITING, N_("To be carried out"), "warn"),
        State(DONE, N_("Carried out"), "ok"),
        State(DROPPED, N_("Overtaken by another instruction"), "mute"),
    ],
    [
        Move("carry_out", (WAITING,), DONE, (SYSTEM,), "INV-10", "a run took the order, or its goods are set aside"),
        Move("drop", (WAITING,), DROPPED, (SYSTEM,), "INV-10", "the last instruction rules"),
    ],
)
