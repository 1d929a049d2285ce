"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import DISPATCHER, DRIVER, PLATFORM_MANAGER, SUPERVISOR

FLEET_READ = Right("fleet.read", N_("See drivers and vehicles"), {PLATFORM_MANAGER, SUPERVISOR, DISPATCHER})
FLEET_MANAGE = Right("fleet.manage", N_("Manage drivers and vehicles"), {SUPERVISOR, DISPATCHER})
DRIVER_USE = Right("driver.use", N_("Work on the driver's phone"), {DRIVER})
