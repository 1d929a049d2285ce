"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ADMIN

CALENDAR_MANAGE = Right("calendar.manage", N_("Manage the working-day calendar"), {ADMIN})
