"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CASHIER, CS_MANAGER, DOC_ADMIN, FINANCE, PLATFORM_HEAD, PLATFORM_MANAGER

MONEY_READ = Right(
    "money.read",
    N_("See the money"),
    {PLATFORM_MANAGER, CS_MANAGER, DOC_ADMIN, CASHIER, PLATFORM_HEAD, ACCOUNT_MANAGER} | FINANCE,
)
