"""The case that the handover opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

MISSING_AT_HANDOVER = CaseKind("missing_at_handover", N_("Missing at the handover"))
