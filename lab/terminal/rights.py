"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import DRIVER

POS_SIMULATE = Right("pos.simulate", N_("Touch the terminal look-alike"), {DRIVER})
