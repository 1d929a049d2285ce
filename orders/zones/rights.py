"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, ADMIN, CS_AGENT, CS_MANAGER, DISPATCHER, INTAKE, KEEPER, PLATFORM_MANAGER

ZONES_READ = Right(
    "zones.read",
    N_("See zones"),
    {INTAKE, CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, DISPATCHER, KEEPER, ACCOUNT_MANAGER, ADMIN},
)
ZONES_ANSWER = Right("zones.answer", N_("Pick the zone of an order"), {INTAKE, CS_AGENT, CS_MANAGER})
ZONES_EDIT = Right("zones.edit", N_("Edit zones"), {ADMIN})
