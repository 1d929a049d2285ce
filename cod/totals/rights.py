"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CASHIER, DOC_ADMIN, DRIVER

DRIVER_TOTAL_MAKE = Right("driver_total.make", N_("Make drivers' totals"), {CASHIER})
DRIVER_TOTAL_SIGN = Right("driver_total.sign", N_("Sign drivers' totals"), {CASHIER, DRIVER})
SLIPS_CHECK = Right("slips.check", N_("Check slips"), {DOC_ADMIN})
