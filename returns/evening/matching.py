"""INV-31: what the evening decides about an order, as one pure table."""

from collections.abc import Collection

from core.lifecycle import N_, States
from orders.exceptions.cases import PAPER_MISSING
from returns.evening import cases

# What came back of an order's goods.
ALL, PART, NONE = "all", "part", "none"
DELIVERED, REFUSED, OPEN = "delivered", "refused", "open"


class MatchOutcome(States):
    """What the evening decides about an order."""

    MATCHED = "matched", N_("Matched"), "ok"
    MATCHED_RETURN = "matched_return", N_("Matched, goods come back"), "ok"
    NO_DOCUMENT = "no_document", N_("No paper: treated as refused"), "warn"
    DOCUMENT_MISSING = cases.DOCUMENT_MISSING, cases.DOCUMENT_MISSING.label, "error"
    GOODS_MISSING = cases.GOODS_MISSING, cases.GOODS_MISSING.label, "error"
    CONTRADICTION = cases.CONTRADICTION, cases.CONTRADICTION.label, "error"


# (signed document, goods on the van, what the system says) -> outcome. The first seven rows are the plan's; the row
# for a partial delivery is absent as long as there is none. The rest is not foreseen there and never counts as matched.
TABLE = {
    (True, NONE, DELIVERED): MatchOutcome.MATCHED,
    (False, ALL, REFUSED): MatchOutcome.MATCHED_RETURN,
    (False, ALL, DELIVERED): MatchOutcome.NO_DOCUMENT,
    (False, NONE, DELIVERED): MatchOutcome.DOCUMENT_MISSING,
    (False, NONE, REFUSED): MatchOutcome.GOODS_MISSING,
    (True, ALL, DELIVERED): MatchOutcome.CONTRADICTION,
    (True, NONE, REFUSED): MatchOutcome.CONTRADICTION,
    (True, ALL, REFUSED): MatchOutcome.CONTRADICTION,
    (True, PART, DELIVERED): MatchOutcome.CONTRADICTION,
    (False, PART, DELIVERED): MatchOutcome.CONTRADICTION,
    (True, PART, REFUSED): MatchOutcome.CONTRADICTION,
    (False, PART, REFUSED): MatchOutcome.GOODS_MISSING,
}

COMING_BACK = (MatchOutcome.MATCHED_RETURN, MatchOutcome.NO_DOCUMENT)
# Outcome -> kind of the exception that it opens, and why.
EXCEPTIONS = {
    MatchOutcome.DOCUMENT_MISSING: (PAPER_MISSING, cases.DOCUMENT_MISSING),
    MatchOutcome.GOODS_MISSING: (cases.RETURN_MISMATCH, cases.GOODS_MISSING),
    MatchOutcome.CONTRADICTION: (cases.RETURN_MISMATCH, cases.CONTRADICTION),
}


def outcome_of(*, signed: bool, goods: str, system: str) -> MatchOutcome:
    """The outcome of one order. `goods`: ALL, PART or NONE; `system`: DELIVERED or REFUSED, since of an OPEN stop
    nothing is decided."""
    return TABLE[signed, goods, system]


def goods_of(items: Collection[int], present: Collection[int]) -> str:
    """How much of these item ids is among the present ones."""
    found = set(items) & set(present)
    if not found:
        return NONE
    return ALL if len(found) == len(set(items)) else PART
