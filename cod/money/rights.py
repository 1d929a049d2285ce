"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import HQ_FINANCE

OWN_FUNDS_PUT = Right("own_funds.put", N_("Put own funds into the bank"), {HQ_FINANCE})
