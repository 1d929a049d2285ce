"""The cases that the gate opens, and what the client may decide on goods that have not come in (FLW-B.5, STM-06)."""

from core.lifecycle import N_
from orders.exceptions.cases import CaseKind
from orders.gate.decisions import ACCEPT, AWAIT, CARRIER_RETURN, KEEP, REFUSE, UNLOAD
from orders.gate.services.inbound import Finding, Surplus
from orders.zones.cases import CANCEL

SHORT = Finding("inbound_short", N_("Short at arrival"), (AWAIT, CANCEL), sets_line=False)
DAMAGE = Finding("inbound_damage", N_("Damaged carton at arrival"), (ACCEPT, REFUSE, AWAIT))
AC_MISMATCH = Finding("inbound_ac_mismatch", N_("Air conditioner codes differ"), (ACCEPT, REFUSE, AWAIT))
SEAL = CaseKind("inbound_seal", N_("Seal of the truck broken"), (UNLOAD, REFUSE))
SURPLUS = Surplus("inbound_surplus", N_("Surplus at arrival"), (CARRIER_RETURN, KEEP))

FINDINGS = (SHORT, DAMAGE, AC_MISMATCH)
