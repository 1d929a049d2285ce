"""Appointments as a table, and what a call may result in."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from people.roles import CS_AGENT, CS_MANAGER, DRIVER

CALLERS = (CS_AGENT, CS_MANAGER, DRIVER)


class AppointmentState(States):
    """What is agreed with the customer."""

    UNBOOKED = "unbooked", N_("Not called yet"), "warn"
    BOOKED = "booked", N_("Booked"), "ok"
    DESIGNATED = "designated", N_("Time set by the customer"), "ok"
    NO_ANSWER = "no_answer", N_("No answer"), "warn"
    UNREACHABLE = "unreachable", N_("Unreachable"), "error"
    REFUSED = "refused", N_("Refused"), "error"


class AppointmentAction(Action):
    """What may be done with an appointment."""

    BOOK = "book", N_("book a window")
    DESIGNATE = "designate", N_("enter the time that the customer set")
    MISS = "miss", N_("record a call that nobody answered")
    GIVE_UP = "give_up", N_("declare the customer unreachable")
    REFUSE = "refuse", N_("enter that the customer refuses")
    RENEW = "renew", N_("have the customer called again")


APPOINTMENT = Machine(
    "appointment",
    N_("Appointment"),
    AppointmentState,
    [
        Move(AppointmentAction.BOOK, (AppointmentState.UNBOOKED, AppointmentState.BOOKED, AppointmentState.DESIGNATED, AppointmentState.NO_ANSWER, AppointmentState.UNREACHABLE), AppointmentState.BOOKED, CALLERS, "FLW-D.3"),
        Move(AppointmentAction.DESIGNATE, (AppointmentState.UNBOOKED, AppointmentState.BOOKED, AppointmentState.DESIGNATED, AppointmentState.NO_ANSWER, AppointmentState.UNREACHABLE), AppointmentState.DESIGNATED, CALLERS, "FLW-D.3"),
        Move(AppointmentAction.MISS, (AppointmentState.UNBOOKED, AppointmentState.NO_ANSWER), AppointmentState.NO_ANSWER, CALLERS, "FLW-D.4"),
        Move(AppointmentAction.GIVE_UP, (AppointmentState.UNBOOKED, AppointmentState.NO_ANSWER), AppointmentState.UNREACHABLE, CALLERS, "FLW-D.4", "three attempts"),
        Move(
            AppointmentAction.REFUSE, (AppointmentState.UNBOOKED, AppointmentState.BOOKED, AppointmentState.DESIGNATED, AppointmentState.NO_ANSWER, AppointmentState.UNREACHABLE), AppointmentState.REFUSED, (CS_AGENT, CS_MANAGER),
            "FLW-E.3", "a retention attempt",
        ),
        Move(
            AppointmentAction.RENEW, (AppointmentState.UNBOOKED, AppointmentState.BOOKED, AppointmentState.DESIGNATED, AppointmentState.NO_ANSWER, AppointmentState.UNREACHABLE, AppointmentState.REFUSED), AppointmentState.UNBOOKED, (SYSTEM,),
            "INV-10", "the client instructs to call or to deliver again",
        ),
    ],
)  # fmt: skip

WITH_OUTCOME = (
    AppointmentState.BOOKED,
    AppointmentState.DESIGNATED,
    AppointmentState.UNREACHABLE,
    AppointmentState.REFUSED,
)


class CallResult(States):
    """What came of a call."""

    BOOKED = "booked", N_("Booked")
    DESIGNATED = "designated", N_("Time set by the customer")
    NO_ANSWER = "no_answer", N_("No answer")
    WRONG_NO = "wrong_no", N_("Wrong number")
    CALLBACK = "callback", N_("Asks to be called again")
    REFUSING = "refusing", N_("Wants to refuse")
    REFUSED = "refused", N_("Refused")
    EXACT = "exact", N_("Exact time agreed")


class Retention(States):
    """Whether a customer who wants to refuse was won back (INV-22)."""

    NONE = "none", N_("No attempt")
    RETAINED = "retained", N_("Keeps the goods")
    NOT_RETAINED = "not_retained", N_("Refuses all the same")


class CallReason(States):
    """Why a call stands where it stands in the queue, the most urgent first."""

    REFUSING = "refusing", N_("Refusal reported"), "error"
    CALLBACK = "callback", N_("Callback due"), "late"
    OVERDUE = "overdue", N_("After the limit"), "late"
    DRIVERS_LATE = "drivers_late", N_("Driver did not book"), "warn"
    TODAY = "today", N_("To be booked"), "info"
    RETRY = "retry", N_("Call again later"), "mute"
    DRIVERS_OWN = "drivers_own", N_("Driver's own stop"), "mute"
    DONE = "done", N_("Has an outcome"), "ok"
