"""Runs and stops as tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from orders.register.lifecycle import EXPECTED, IN_STOCK
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, DOC_ADMIN, DRIVER, KEEPER

PLANNED, ISSUED, LOADED, DEPARTED, RETURNED = "planned", "issued", "loaded", "departed", "returned"

# Who changes what a sheet shows: a changed load voids it and issues it anew.
ISSUERS = (KEEPER, DISPATCHER, CS_AGENT, CS_MANAGER)

RUN = Machine(
    "run",
    N_("Run"),
    [
        State(PLANNED, N_("Planned"), "mute"),
        State(ISSUED, N_("Sheet issued"), "warn"),
        State(LOADED, N_("Loaded and signed"), "info"),
        State(DEPARTED, N_("On the road"), "info"),
        State(RETURNED, N_("Back at the platform"), "ok"),
    ],
    [
        Move("issue", (PLANNED, ISSUED), ISSUED, (*ISSUERS, SYSTEM), "FLW-C.1"),
        Move("withdraw", (ISSUED,), PLANNED, (*ISSUERS, SYSTEM), "INV-15", "no stop is left"),
        Move("load", (ISSUED,), LOADED, (KEEPER, DRIVER), "STM-07", "cleared, matched, two signatures"),
        Move("depart", (LOADED,), DEPARTED, (DISPATCHER,), "FLW-C.5"),
        Move("return", (DEPARTED,), RETURNED, (DOC_ADMIN, DRIVER), "FLW-J.1"),
    ],
)

OPEN, DONE, FAILED, BARRED, REMOVED = "open", "done", "failed", "barred", "removed"

STOP = Machine(
    "stop",
    N_("Stop"),
    [
        State(OPEN, N_("To do"), "info"),
        State(DONE, N_("Delivered"), "ok"),
        State(FAILED, N_("Refused"), "warn"),
        State(BARRED, N_("Do not visit"), "error"),
        State(REMOVED, N_("Taken off the run"), "mute"),
    ],
    [
        Move("deliver", (OPEN,), DONE, (DRIVER,), "STM-09"),
        Move("refuse", (OPEN,), FAILED, (DRIVER,), "STM-15"),
        Move("bar", (OPEN,), BARRED, (CS_AGENT, CS_MANAGER, SYSTEM), "FLW-E.4", "refused by phone, goods on the van"),
        Move("remove", (OPEN,), REMOVED, (*ISSUERS, SYSTEM), "CON-04", "goods still in store"),
        Move("release", (BARRED,), FAILED, (SYSTEM,), "INV-10", "the goods are back and are delivered again"),
    ],
)

# Orders in these states may be planned: the goods may still be on their way to the hub.
PLANNABLE = (EXPECTED, IN_STOCK)
