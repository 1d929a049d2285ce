"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import (
    ACCOUNT_MANAGER,
    CASHIER,
    CS_AGENT,
    CS_MANAGER,
    DOC_ADMIN,
    DRIVER,
    KEEPER,
    PLATFORM_MANAGER,
    SUPERVISOR,
)

PAPERS_MATCH = Right("papers.match", N_("Match papers and goods in the evening"), {DOC_ADMIN})
PAPERS_READ = Right(
    "papers.read", N_("See the evening"), {DOC_ADMIN, PLATFORM_MANAGER, CS_MANAGER, SUPERVISOR, KEEPER, CASHIER}
)
RETURNS_SIGN = Right("returns.sign", N_("Sign papers and return sheets"), {DOC_ADMIN, DRIVER})
RETURNS_ACCEPT = Right("returns.accept", N_("Accept returned goods"), {KEEPER})
RETURNS_READ = Right(
    "returns.read",
    N_("See returned goods"),
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, ACCOUNT_MANAGER},
)
