"""Why the bank's money differs from ours, and the case of a collection that its file does not hold."""

from cod.pos.cases import SuspenseCause
from core.lifecycle import N_
from orders.exceptions.cases import Cause

BANK_SHORT = SuspenseCause("bank_short", N_("The bank sent less"))
BANK_OVER = SuspenseCause("bank_over", N_("The bank sent more"))
BANK_UNKNOWN = SuspenseCause("bank_unknown", N_("The bank names a sale that we do not know"))
NOT_IN_FILE = Cause("not_in_file", N_("Not in the bank's file"))
