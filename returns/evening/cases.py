"""The case that the evening opens beside a missing paper."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

RETURN_MISMATCH = CaseKind("return_mismatch", N_("Return differs"))
