"""Appointments as a table, and what a call may result in."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from people.roles import CS_AGENT, CS_MANAGER, DRIVER

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
