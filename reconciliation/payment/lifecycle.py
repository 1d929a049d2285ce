"""The life of a payment request (FLW-P)."""

from core.lifecycle import N_, Machine, Move, State
from people.roles import CS_MANAGER, GENERAL_MANAGER, HQ_FINANCE, PLATFORM_MANAGER, PROJECT_TEAM, REGIONAL_FINANCE

CHAIN = (PLATFORM_MANAGER, REGIONAL_FINANCE, GENERAL_MANAGER)

SUBMITTED, REJECTED, APPROVED, FORMED, PAID, WITHDRAWN = (
    "submitted", "rejected", "approved", "formed", "paid", "withdrawn",
)  # fmt: skip

ACTIVE = (SUBMITTED, REJECTED, APPROVED, FORMED, PAID)

PAYMENT = Machine(
    "payment",
    N_("Payment request"),
    [
        State(SUBMITTED, N_("Waiting for approval"), "warn"),
        State(REJECTED, N_("Sent back"), "error"),
        State(APPROVED, N_("Approved"), "info"),
        State(FORMED, N_("Payment form filled in"), "info"),
        State(PAID, N_("Paid"), "ok"),
        State(WITHDRAWN, N_("Withdrawn"), "mute"),
    ],
    [
        Move("reject", (SUBMITTED,), REJECTED, CHAIN, "FLW-P.7", "a reason; the lines stay reserved"),
        Move("resubmit", (REJECTED,), SUBMITTED, (CS_MANAGER,), "FLW-P.7"),
        Move("withdraw", (SUBMITTED, REJECTED), WITHDRAWN, (CS_MANAGER,), "FLW-P.7", "releases the lines"),
        Move("approve", (SUBMITTED,), APPROVED, (GENERAL_MANAGER,), "INV-40", "all three in order"),
        Move("form", (APPROVED,), FORMED, (PROJECT_TEAM,), "FLW-P.5"),
        Move("pay", (FORMED,), PAID, (HQ_FINANCE,), "INV-40, INV-41", "bank reference, the exact amount"),
    ],
)
