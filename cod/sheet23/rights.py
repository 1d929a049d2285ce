"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CASHIER, CS_MANAGER, FINANCE, HQ_FINANCE, PLATFORM_MANAGER

COD_SHEET_READ = Right(
    "cod_sheet.read", N_("See the COD handover sheets"), {PLATFORM_MANAGER, CS_MANAGER, CASHIER} | FINANCE
)
COD_SHEET_SIGN = Right("cod_sheet.sign", N_("Sign the COD handover sheets"), {CASHIER, HQ_FINANCE})
