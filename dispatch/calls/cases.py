"""The cases that calls open."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind

PHONE_REFUSAL = CaseKind("phone_refusal", N_("Refused by phone"))
UNREACHABLE = CaseKind("unreachable", N_("Customer unreachable"))
