"""The case that money opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind, Cause

MONEY_DIFFERS = CaseKind("write_off", N_("Money differs"))
COLLECTED_REFUSED = Cause("collected_refused", N_("Collected, then refused"))
