"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import DESK

BALANCE_READ = Right("balance.read", N_("See the balance of goods, papers and money"), DESK)
