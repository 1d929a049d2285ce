"""The case that an import opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind, Cause

FILE_DIFFERS = Cause("file_differs", N_("The client's file differs from the planned order"))
CHANGED_LATE = CaseKind("changed_after_planning", N_("Changed after planning"))
