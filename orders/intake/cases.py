"""The case that an import opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

CHANGED_LATE = CaseKind("changed_after_planning", N_("Changed after planning"))
