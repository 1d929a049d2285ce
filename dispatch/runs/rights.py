"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, KEEPER, PLATFORM_MANAGER, SUPERVISOR

RUNS_READ = Right("runs.read", N_("See runs"), {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, KEEPER, DISPATCHER})
RUNS_PLAN = Right("runs.plan", N_("Plan runs"), {DISPATCHER})
RUNS_DEPART = Right("runs.depart", N_("Let runs depart"), {DISPATCHER})
