"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CASHIER, CS_MANAGER, DISPATCHER, DRIVER, PLATFORM_MANAGER, SUPERVISOR

POS_MANAGE = Right("pos.manage", N_("Issue and take back terminals"), {CASHIER})
POS_SIGN = Right("pos.sign", N_("Sign for terminals"), {CASHIER, DRIVER})
POS_READ = Right("pos.read", N_("See terminals"), {PLATFORM_MANAGER, CS_MANAGER, SUPERVISOR, CASHIER, DISPATCHER})
