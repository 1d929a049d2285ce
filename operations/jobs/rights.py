"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ADMIN, CS_MANAGER, IT_SUPPORT, PLATFORM_MANAGER

JOBS_READ = Right("jobs.read", N_("See timed jobs"), {IT_SUPPORT, ADMIN, PLATFORM_MANAGER, CS_MANAGER})
JOBS_RUN = Right("jobs.run", N_("Run timed jobs again"), {IT_SUPPORT})
