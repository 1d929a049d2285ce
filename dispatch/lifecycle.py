"""Runs, stops and appointments as tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from orders.lifecycle import EXPECTED, IN_STOCK
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

UNBOOKED, BOOKED, DESIGNATED, NO_ANSWER, UNREACHABLE, APPT_REFUSED = (
    "unbooked", "booked", "designated", "no_answer", "unreachable", "refused",
)  # fmt: skip
CALLERS = (CS_AGENT, CS_MANAGER, DRIVER)
APPOINTMENT = Machine(
    "appointment",
    N_("Appointment"),
    [
        State(UNBOOKED, N_("Not called yet"), "warn"),
        State(BOOKED, N_("Booked"), "ok"),
        State(DESIGNATED, N_("Time set by the customer"), "ok"),
        State(NO_ANSWER, N_("No answer"), "warn"),
        State(UNREACHABLE, N_("Unreachable"), "error"),
        State(APPT_REFUSED, N_("Refused"), "error"),
    ],
    [
        Move("book", (UNBOOKED, BOOKED, DESIGNATED, NO_ANSWER, UNREACHABLE), BOOKED, CALLERS, "FLW-D.3"),
        Move("designate", (UNBOOKED, BOOKED, DESIGNATED, NO_ANSWER, UNREACHABLE), DESIGNATED, CALLERS, "FLW-D.3"),
        Move("miss", (UNBOOKED, NO_ANSWER), NO_ANSWER, CALLERS, "FLW-D.4"),
        Move("give_up", (UNBOOKED, NO_ANSWER), UNREACHABLE, CALLERS, "FLW-D.4", "three attempts"),
        Move(
            "refuse", (UNBOOKED, BOOKED, DESIGNATED, NO_ANSWER, UNREACHABLE), APPT_REFUSED, (CS_AGENT, CS_MANAGER),
            "FLW-E.3", "a retention attempt",
        ),
        Move(
            "renew", (UNBOOKED, BOOKED, DESIGNATED, NO_ANSWER, UNREACHABLE, APPT_REFUSED), UNBOOKED, (SYSTEM,),
            "INV-10", "the client instructs to call or to deliver again",
        ),
    ],
)  # fmt: skip
WITH_OUTCOME = (BOOKED, DESIGNATED, UNREACHABLE, APPT_REFUSED)

CALL_RESULTS = {
    "booked": N_("Booked"),
    "designated": N_("Time set by the customer"),
    "no_answer": N_("No answer"),
    "wrong_no": N_("Wrong number"),
    "callback": N_("Asks to be called again"),
    "refusing": N_("Wants to refuse"),
    "refused": N_("Refused"),
    "exact": N_("Exact time agreed"),
}

# Orders in these states may be planned: the goods may still be on their way to the hub.
PLANNABLE = (EXPECTED, IN_STOCK)
