"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import (
    ACCOUNT_MANAGER,
    CASHIER,
    CS_AGENT,
    CS_MANAGER,
    DISPATCHER,
    DOC_ADMIN,
    DRIVER,
    KEEPER,
    PLATFORM_MANAGER,
    SUPERVISOR,
)

HANDOVER_READ = Right(
    "handover.read",
    N_("See goods handovers"),
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, DISPATCHER, ACCOUNT_MANAGER, CASHIER},
)
HANDOVER_ISSUE = Right("handover.issue", N_("Issue the handover sheet"), {KEEPER})
HANDOVER_SIGN = Right("handover.sign", N_("Sign the handover sheet"), {KEEPER, DRIVER})
