"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import EVERYBODY

INBOX_READ = Right("inbox.read", N_("Own notices"), EVERYBODY)
