"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, DISPATCHER, KEEPER, PLATFORM_MANAGER, SUPERVISOR

CALLS_READ = Right(
    "calls.read",
    N_("See calls"),
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, KEEPER, DISPATCHER, ACCOUNT_MANAGER},
)
CALLS_LOG = Right("calls.log", N_("Record calls"), {CS_AGENT, CS_MANAGER})
