"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import DESK

BOARD_READ = Right("board.read", N_("See the day board"), DESK)
