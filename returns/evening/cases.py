"""The case that the evening opens beside a missing paper, and why it opens one."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind, Cause

RETURN_MISMATCH = CaseKind("return_mismatch", N_("Return differs"))

DOCUMENT_MISSING = Cause("document_missing", N_("Paper missing"))
GOODS_MISSING = Cause("goods_missing", N_("Goods missing"))
CONTRADICTION = Cause("contradiction", N_("Contradiction"))
