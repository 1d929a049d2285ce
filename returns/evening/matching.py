"""INV-31: what the evening decides about an order, as one pure table."""

from core.lifecycle import N_, State

# What came back of an order's goods.
ALL, PART, NONE = "all", "part", "none"
DELIVERED, REFUSED, OPEN = "delivered", "refused", "open"

MATCHED = "matched"
MATCHED_RETURN = "matched_return"
NO_DOCUMENT = "no_document"
DOCUMENT_MISSING = "document_missing"
GOODS_MISSING = "goods_missing"
CONTRADICTION = "contradiction"

OUTCOMES = {
    MATCHED: State(MATCHED, N_("Matched"), "ok"),
    MATCHED_RETURN: State(MATCHED_RETURN, N_("Matched, goods come back"), "ok"),
    NO_DOCUMENT: State(NO_DOCUMENT, N_("No paper: treated as refused"), "warn"),
    DOCUMENT_MISSING: State(DOCUMENT_MISSING, N_("Paper missing"), "error"),
    GOODS_MISSING: State(GOODS_MISSING, N_("Goods missing"), "error"),
    CONTRADICTION: State(CONTRADICTION, N_("Contradiction"), "error"),
}

# (signed document, goods on the van, what the system says) -> outcome. The first seven rows are the plan's; the row
# for a partial delivery is absent as long as there is none. The rest is not foreseen there and never counts as matched.
TABLE = {
    (True, NONE, DELIVERED): MATCHED,
    (False, ALL, REFUSED): MATCHED_RETURN,
    (False, ALL, DELIVERED): NO_DOCUMENT,
    (False, NONE, DELIVERED): DOCUMENT_MISSING,
    (False, NONE, REFUSED): GOODS_MISSING,
    (True, ALL, DELIVERED): CONTRADICTION,
    (True, NONE, REFUSED): CONTRADICTION,
    (True, ALL, REFUSED): CONTRADICTION,
    (True, PART, DELIVERED): CONTRADICTION,
    (False, PART, DELIVERED): CONTRADICTION,
    (True, PART, REFUSED): CONTRADICTION,
    (False, PART, REFUSED): GOODS_MISSING,
}

COMING_BACK = (MATCHED_RETURN, NO_DOCUMENT)
# Outcome -> kind of the exception that it opens.
EXCEPTIONS = {DOCUMENT_MISSING: "document", GOODS_MISSING: "return_mismatch", CONTRADICTION: "return_mismatch"}


def outcome_of(*, signed, goods, system):
    """The outcome of one order: `signed` bool, `goods` all/part/none, `system` delivered/refused."""
    return TABLE[signed, goods, system]


def goods_of(items, present):
    """How much of these item ids is among the present ones."""
    found = set(items) & set(present)
    if not found:
        return NONE
    return ALL if len(found) == len(set(items)) else PART
