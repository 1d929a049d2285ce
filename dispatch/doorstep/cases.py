"""The case that the doorstep opens."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

ONSITE_REFUSAL = CaseKind("onsite_refusal", N_("Refused at the door"))
