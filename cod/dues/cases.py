"""The case that money opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

MONEY_DIFFERS = CaseKind("write_off", N_("Money differs"))
