"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CS_MANAGER, FINANCE, PLATFORM_MANAGER

STATEMENT_READ = Right(
    "statement.read", N_("See statements"), {CS_MANAGER, ACCOUNT_MANAGER, PLATFORM_MANAGER} | FINANCE
)
STATEMENT_IMPORT = Right("statement.import", N_("Import statements"), {CS_MANAGER})
