"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, PLATFORM_MANAGER

FEEDBACK_READ = Right(
    "feedback.read", N_("See feedback files"), {CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, ACCOUNT_MANAGER}
)
FEEDBACK_EXPORT = Right("feedback.export", N_("Make feedback files"), {CS_AGENT, CS_MANAGER})
