"""The physical life of an order (SM-A) and of its papers. Pure tables."""

from core.lifecycle import N_, SYSTEM, Machine, Move, State
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, DOC_ADMIN, DRIVER, INTAKE, KEEPER

OUT_OF_AREA = "out_of_area"

EXPECTED = "expected"

INBOUND_EXCEPTION = "inbound_exception"

IN_STOCK = "in_stock"

HANDED_OVER = "handed_over"

OUT_FOR_DELIVERY = "out_for_delivery"

DELIVERED = "delivered"

REFUSED_PHONE = "refused_phone"

REFUSED_ONSITE = "refused_onsite"

RETURN_AT_PLATFORM = "return_at_platform"

CANCELLED = "cancelled"

REFUSED = (REFUSED_PHONE, REFUSED_ONSITE)

ON_VAN = (HANDED_OVER, OUT_FOR_DELIVERY)

ORDER = Machine(
    "order",
    N_("Order"),
    [
        State(OUT_OF_AREA, N_("Out of area"), "error"),
        State(EXPECTED, N_("Expected"), "mute"),
        State(INBOUND_EXCEPTION, N_("Inbound exception"), "error"),
        State(IN_STOCK, N_("In stock"), "info"),
        State(HANDED_OVER, N_("Handed to driver"), "info"),
        State(OUT_FOR_DELIVERY, N_("Out for delivery"), "info"),
        State(DELIVERED, N_("Delivered"), "ok"),
        State(REFUSED_PHONE, N_("Refused by phone"), "warn"),
        State(REFUSED_ONSITE, N_("Refused at the door"), "warn"),
        State(RETURN_AT_PLATFORM, N_("Return at platform"), "warn"),
        State(CANCELLED, N_("Cancelled"), "mute"),
    ],
    [
        Move("admit", (OUT_OF_AREA,), EXPECTED, (CS_AGENT, CS_MANAGER), "STM-03", "client instruction"),
        Move("place", (OUT_OF_AREA,), EXPECTED, (CS_AGENT, CS_MANAGER, INTAKE), "SLA-24", "a person picked the zone"),
        Move("cancel", (OUT_OF_AREA, INBOUND_EXCEPTION), CANCELLED, (CS_AGENT, CS_MANAGER, KEEPER), "STM-03, STM-06"),
        Move("accept", (EXPECTED, INBOUND_EXCEPTION), IN_STOCK, (KEEPER,), "STM-04", "every item accepted, two signatures"),
        Move("hold_inbound", (EXPECTED,), INBOUND_EXCEPTION, (KEEPER,), "STM-05", "short, damaged or codes differ"),
        Move("await_next", (INBOUND_EXCEPTION,), EXPECTED, (KEEPER, CS_AGENT, CS_MANAGER), "STM-06", "client instruction"),
        Move("hand_over", (IN_STOCK,), HANDED_OVER, (KEEPER, DRIVER), "STM-07", "cleared run, matched lines, two signatures"),
        Move("depart", (HANDED_OVER,), OUT_FOR_DELIVERY, (DISPATCHER,), "STM-08"),
        Move("deliver", (OUT_FOR_DELIVERY,), DELIVERED, (DRIVER,), "STM-09", "nothing due, signer and receipt"),
        Move(
            "refuse_phone", (IN_STOCK, HANDED_OVER, OUT_FOR_DELIVERY), REFUSED_PHONE, (CS_AGENT, CS_MANAGER),
            "STM-14", "a retention attempt",
        ),
        Move("refuse_onsite", (OUT_FOR_DELIVERY,), REFUSED_ONSITE, (DRIVER,), "STM-15", "a reason; nothing collected"),
        Move("no_document", (DELIVERED,), REFUSED_ONSITE, (DOC_ADMIN, SYSTEM), "STM-19", "goods present, paper absent"),
        Move("return_accepted", REFUSED, RETURN_AT_PLATFORM, (KEEPER,), "STM-18", "return sheet with its signatures"),
        Move(
            "set_aside", (IN_STOCK, REFUSED_PHONE), RETURN_AT_PLATFORM, (KEEPER,), "STM-25",
            "client instruction; the keeper's slip into the returns area",
        ),
        Move(
            "redeliver", (REFUSED_PHONE, RETURN_AT_PLATFORM), IN_STOCK, (SYSTEM,), "INV-10",
            "client instruction to deliver again, all goods in the store",
        ),
    ],
)  # fmt: skip

PAYMENT_STATES = {
    "none": State("none", N_("No collection"), "mute"),
    "unpaid": State("unpaid", N_("Unpaid"), "warn"),
    "cash_held": State("cash_held", N_("Cash not yet swiped"), "warn"),
    "paid": State("paid", N_("Paid"), "ok"),
    "arrived": State("arrived", N_("Arrived at the bank"), "ok"),
    "reconciled": State("reconciled", N_("Reconciled"), "ok"),
    "requested": State("requested", N_("Payment requested"), "ok"),
    "remitted": State("remitted", N_("Remitted"), "ok"),
    "exception": State("exception", N_("Money exception"), "error"),
    "not_due": State("not_due", N_("Not due"), "mute"),
}

CLAIMED, RECEIVED, ABSENT = "claimed", "received", "absent"

PAPER = Machine(
    "document",
    N_("Paper"),
    [
        State(CLAIMED, N_("With the driver"), "info"),
        State(RECEIVED, N_("Received at the platform"), "ok"),
        State(ABSENT, N_("Never there"), "error"),
    ],
    [
        Move("receive", (CLAIMED,), RECEIVED, (DOC_ADMIN, DRIVER), "FLW-J.2", "papers sheet, two signatures"),
        Move("declare_absent", (CLAIMED,), ABSENT, (DOC_ADMIN, DRIVER), "INV-31", "return sheet, two signatures"),
    ],
)
