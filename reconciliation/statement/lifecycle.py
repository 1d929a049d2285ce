"""How a statement's line came out (FLW-P)."""

from core.lifecycle import N_, States


class LineOutcome(States):
    """How a line of the statement compares with our books."""

    MATCHED = "matched", N_("Matched"), "ok"
    AMOUNT_DIFF = "amount_diff", N_("Amount differs"), "error"
    TIMING = "timing", N_("Not arrived yet"), "info"
    REFUSED_HERE = "refused_here", N_("Refused here"), "error"
    ONLY_CLIENT = "only_client", N_("Only the client has it"), "error"
    ONLY_OURS = "only_ours", N_("Only we have it"), "error"
    SETTLED = "settled", N_("Settled before"), "warn"


# INV-42: these need a finding from both sides; a timing difference is carried forward instead (CON-13).
BREAKS = (
    LineOutcome.AMOUNT_DIFF,
    LineOutcome.REFUSED_HERE,
    LineOutcome.ONLY_CLIENT,
    LineOutcome.ONLY_OURS,
    LineOutcome.SETTLED,
)
