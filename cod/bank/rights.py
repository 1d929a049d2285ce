"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CASHIER, CS_MANAGER, HQ_FINANCE, REGIONAL_FINANCE, SALES_FINANCE

BANK_IMPORT = Right("bank.import", N_("Import the bank's files"), {HQ_FINANCE})
BANK_READ = Right(
    "bank.read", N_("See the bank's files"), {CS_MANAGER, CASHIER, HQ_FINANCE, REGIONAL_FINANCE, SALES_FINANCE}
)
