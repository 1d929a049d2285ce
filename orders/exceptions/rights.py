"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from orders.exceptions.lifecycle import CLOSERS, INSTRUCTORS
from people.rights import Right
from people.roles import (
    ACCOUNT_MANAGER,
    ADMIN,
    CS_AGENT,
    CS_MANAGER,
    DISPATCHER,
    DOC_ADMIN,
    INTAKE,
    KEEPER,
    PLATFORM_MANAGER,
    SUPERVISOR,
)

STANDARD_READ = Right(
    "standard.read",
    N_("See the damage standard"),
    {KEEPER, INTAKE, CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, ACCOUNT_MANAGER, ADMIN},
)
STANDARD_MANAGE = Right("standard.manage", N_("Edit the damage standard"), {CS_MANAGER, ADMIN})
EXCEPTIONS_READ = Right(
    "exceptions.read",
    N_("See exceptions"),
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, INTAKE, ACCOUNT_MANAGER},
)
# Who plans must know what waits to be delivered again.
NEXT_STEPS_READ = Right(
    "next_steps.read", N_("See what instructions make people do next"), EXCEPTIONS_READ.roles | {DISPATCHER}
)
EXCEPTIONS_INSTRUCT = Right("exceptions.instruct", N_("Record the client's instructions"), INSTRUCTORS)
EXCEPTIONS_CLOSE = Right("exceptions.close", N_("Close exceptions"), CLOSERS)
