"""How a statement's line came out, and the life of a payment request (FLW-P)."""

from core.lifecycle import N_, Machine, Move, State
from people.roles import CS_MANAGER, GENERAL_MANAGER, HQ_FINANCE, PLATFORM_MANAGER, PROJECT_TEAM, REGIONAL_FINANCE

MATCHED = "matched"
AMOUNT_DIFF = "amount_diff"
TIMING = "timing"
REFUSED_HERE = "refused_here"
ONLY_CLIENT = "only_client"
ONLY_OURS = "only_ours"
SETTLED = "settled"

OUTCOMES = {
    MATCHED: State(MATCHED, N_("Matched"), "ok"),
    AMOUNT_DIFF: State(AMOUNT_DIFF, N_("Amount differs"), "error"),
    TIMING: State(TIMING, N_("Not arrived yet"), "info"),
    REFUSED_HERE: State(REFUSED_HERE, N_("Refused here"), "error"),
    ONLY_CLIENT: State(ONLY_CLIENT, N_("Only the client has it"), "error"),
    ONLY_OURS: State(ONLY_OURS, N_("Only we have it"), "error"),
    SETTLED: State(SETTLED, N_("Settled before"), "warn"),
}
# INV-42: these need a finding from both sides; a timing difference is carried forward instead (CON-13).
BREAKS = (AMOUNT_DIFF, REFUSED_HERE, ONLY_CLIENT, ONLY_OURS, SETTLED)

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
