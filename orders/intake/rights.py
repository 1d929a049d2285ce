"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, DISPATCHER, INTAKE, KEEPER, PLATFORM_MANAGER

ORDERS_IMPORT = Right("orders.import", N_("Import order files"), {INTAKE})
ORDERS_IMPORT_READ = Right(
    "orders.import.read",
    N_("See order imports"),
    {INTAKE, PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, KEEPER, DISPATCHER, ACCOUNT_MANAGER},
)
