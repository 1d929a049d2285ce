"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import EVERYBODY

CLOCK_MOVE = Right("clock.move", N_("Move the demo clock"), EVERYBODY)
