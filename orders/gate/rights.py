"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, INTAKE, KEEPER, PLATFORM_MANAGER

ACCEPTANCE_DO = Right("acceptance.do", N_("Check arriving goods"), {KEEPER, INTAKE})
ACCEPTANCE_SIGN = Right("acceptance.sign", N_("Sign the acceptance receipt"), {KEEPER})
ACCEPTANCE_READ = Right(
    "acceptance.read", N_("See arrivals"), {KEEPER, INTAKE, PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, ACCOUNT_MANAGER}
)
STOCK_READ = Right("stock.read", N_("See the stock"), {KEEPER, PLATFORM_MANAGER})
STOCK_MOVE = Right("stock.move", N_("Move goods between areas"), {KEEPER})
