"""Kinds of exceptions, what the client may decide on each, and who acts next. Pure tables; labels are msgids."""

import datetime as dt

from core import clock
from core.lifecycle import N_
from people.roles import CS_AGENT, DISPATCHER, KEEPER

FIRST_RESPONSE = dt.timedelta(hours=12)  # BG-11

SHORT, DAMAGE, AC_MISMATCH, SEAL = "inbound_short", "inbound_damage", "inbound_ac_mismatch", "inbound_seal"
OUT_OF_AREA, SURPLUS = "out_of_area", "inbound_surplus"
CHANGED_LATE = "changed_after_planning"
FINDINGS = (SHORT, DAMAGE, AC_MISMATCH)

ACCEPT, REFUSE, AWAIT = "accept_with_note", "refuse_on_spot", "await_next_line_haul"
CANCEL, UNLOAD = "cancel_order", "unload_with_note"
ADMIT, CARRIER_RETURN, KEEP = "admit", "return_with_carrier", "keep_for_order"

KINDS = {
    SHORT: N_("Short at arrival"),
    DAMAGE: N_("Damaged carton at arrival"),
    AC_MISMATCH: N_("Air conditioner codes differ"),
    SEAL: N_("Seal of the truck broken"),
    SURPLUS: N_("Surplus at arrival"),
    OUT_OF_AREA: N_("Out of area"),
    CHANGED_LATE: N_("Changed after planning"),
    "handover_mismatch": N_("Goods differ at handover"),
    "phone_refusal": N_("Refused by phone"),
    "onsite_refusal": N_("Refused at the door"),
    "unreachable": N_("Customer unreachable"),
    "document": N_("Paper missing"),
    "return_mismatch": N_("Return differs"),
    "write_off": N_("Money differs"),
    "other": N_("Other"),
}

DECISIONS = {
    ACCEPT: N_("Accept with a note"),
    REFUSE: N_("Refuse on the spot"),
    AWAIT: N_("Wait for the next line-haul"),
    CANCEL: N_("Cancel the order"),
    UNLOAD: N_("Unload and note it"),
    ADMIT: N_("Deliver it all the same, in a zone"),
    CARRIER_RETURN: N_("Give back to the carrier"),
    KEEP: N_("Keep until an order comes"),
    "redeliver": N_("Deliver again"),
    "return_to_client": N_("Return to the client"),
    "return": N_("Return to the client"),
    "accept_refusal": N_("Take the refusal as final"),
    "keep_trying": N_("Keep trying"),
    "correct_record": N_("Correct the record"),
}

# What may be decided on goods that have not come in; other kinds take any decision of the register.
OPEN_TO = {
    SHORT: (AWAIT, CANCEL),
    DAMAGE: (ACCEPT, REFUSE, AWAIT),
    AC_MISMATCH: (ACCEPT, REFUSE, AWAIT),
    SEAL: (UNLOAD, REFUSE),
    SURPLUS: (CARRIER_RETURN, KEEP),
    OUT_OF_AREA: (CANCEL, ADMIT),
}
GENERAL = ("redeliver", "return_to_client", "accept_refusal", "keep_trying", "correct_record")

# Decisions that make people do something with goods that are with us: the kind of the step (NextStep).
STEPS = {"redeliver": "redeliver", "return_to_client": "return_to_client", "return": "return_to_client"}

# Who acts next on a decision, and the kind of notice that tells them.
NEXT = {
    ACCEPT: (KEEPER, "next_accept"),
    REFUSE: (KEEPER, "next_refuse"),
    AWAIT: (KEEPER, "next_await"),
    UNLOAD: (KEEPER, "next_accept"),
    CARRIER_RETURN: (KEEPER, "next_carrier"),
    KEEP: (KEEPER, "next_keep"),
    ADMIT: (DISPATCHER, "next_admitted"),
    "redeliver": (CS_AGENT, "next_redeliver"),
    "keep_trying": (CS_AGENT, "next_redeliver"),
    "return_to_client": (KEEPER, "next_return"),
    "return": (KEEPER, "next_return"),
}
# Canned notes to the driver: code -> what he reads (screens 3.7, R).
REPLIES = {
    "reply_wait": N_("Wait at the customer's door; we are asking the client."),
    "reply_again": N_("The client says: try again today."),
    "reply_return": N_("The client says: bring the goods back tonight."),
    "reply_call": N_("Call the office before you drive on."),
}


def answer_due(opened_at, is_working):
    """By when the client's first answer is due: twelve hours, counted on working days only (BG-11).

    A day that is no working day stops the clock from midnight to midnight. `is_working`: date -> bool.
    """
    local, left = clock.local(opened_at), FIRST_RESPONSE
    while True:
        midnight = clock.at(local.date() + dt.timedelta(days=1), "00:00")
        if is_working(local.date()):
            if local + left <= midnight:
                return local + left
            left -= midnight - local
        local = midnight


def decisions_for(kind):
    """Codes of the decisions that a form offers for this kind."""
    return OPEN_TO.get(kind, GENERAL)
