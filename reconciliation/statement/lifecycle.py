"""How a statement's line came out (FLW-P)."""

from core.lifecycle import N_, State

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
