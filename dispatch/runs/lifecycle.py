"""Runs and stops as tables."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from orders.register.lifecycle import OrderState
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, DOC_ADMIN, DRIVER, KEEPER

# Who changes what a sheet shows: a changed load voids it and issues it anew.
ISSUERS = (KEEPER, DISPATCHER, CS_AGENT, CS_MANAGER)


class RunState(States):
    """How far a run is."""

    PLANNED = "planned", N_("Planned"), "mute"
    ISSUED = "issued", N_("Sheet issued"), "warn"
    LOADED = "loaded", N_("Loaded and signed"), "info"
    DEPARTED = "departed", N_("On the road"), "info"
    RETURNED = "returned", N_("Back at the platform"), "ok"


HANDED_OVER = (RunState.LOADED, RunState.DEPARTED, RunState.RETURNED)  # the driver has signed for the goods


class RunAction(Action):
    """What may be done with a run."""

    ISSUE = "issue", N_("issue the sheet of the run")
    WITHDRAW = "withdraw", N_("withdraw the sheet of the run")
    LOAD = "load", N_("sign for the load of the run")
    DEPART = "depart", N_("let the run depart")
    RETURN = "return", N_("take the run back")


RUN = Machine(
    "run",
    N_("Run"),
    RunState,
    [
        Move(RunAction.ISSUE, (RunState.PLANNED, RunState.ISSUED), RunState.ISSUED, (*ISSUERS, SYSTEM), "FLW-C.1"),
        Move(RunAction.WITHDRAW, (RunState.ISSUED,), RunState.PLANNED, (*ISSUERS, SYSTEM), "INV-15", "no stop is left"),
        Move(
            RunAction.LOAD,
            (RunState.ISSUED,),
            RunState.LOADED,
            (KEEPER, DRIVER),
            "STM-07",
            "cleared, matched, two signatures",
        ),
        Move(RunAction.DEPART, (RunState.LOADED,), RunState.DEPARTED, (DISPATCHER,), "FLW-C.5"),
        Move(RunAction.RETURN, (RunState.DEPARTED,), RunState.RETURNED, (DOC_ADMIN, DRIVER), "FLW-J.1"),
    ],
)


class StopState(States):
    """How a stop ended."""

    OPEN = "open", N_("To do"), "info"
    DONE = "done", N_("Delivered"), "ok"
    FAILED = "failed", N_("Refused"), "warn"
    BARRED = "barred", N_("Do not visit"), "error"
    REMOVED = "removed", N_("Taken off the run"), "mute"


UNDELIVERED = (StopState.FAILED, StopState.BARRED)  # at the door, or by phone before anybody drove there
CLOSED = (StopState.DONE, *UNDELIVERED)


class StopAction(Action):
    """What may be done with a stop."""

    DELIVER = "deliver", N_("close the stop as delivered")
    REFUSE = "refuse", N_("close the stop as refused")
    BAR = "bar", N_("bar the stop from a visit")
    REMOVE = "remove", N_("take the stop off the run")
    RELEASE = "release", N_("release a barred stop")


STOP = Machine(
    "stop",
    N_("Stop"),
    StopState,
    [
        Move(StopAction.DELIVER, (StopState.OPEN,), StopState.DONE, (DRIVER,), "STM-09"),
        Move(StopAction.REFUSE, (StopState.OPEN,), StopState.FAILED, (DRIVER,), "STM-15"),
        Move(
            StopAction.BAR,
            (StopState.OPEN,),
            StopState.BARRED,
            (CS_AGENT, CS_MANAGER, SYSTEM),
            "FLW-E.4",
            "refused by phone, goods on the van",
        ),
        Move(
            StopAction.REMOVE,
            (StopState.OPEN,),
            StopState.REMOVED,
            (*ISSUERS, SYSTEM),
            "CON-04",
            "goods still in store",
        ),
        Move(
            StopAction.RELEASE,
            (StopState.BARRED,),
            StopState.FAILED,
            (SYSTEM,),
            "INV-10",
            "the goods are back and are delivered again",
        ),
    ],
)

# Orders in these states may be planned: the goods may still be on their way to the hub.
PLANNABLE = (OrderState.EXPECTED, OrderState.IN_STOCK)
