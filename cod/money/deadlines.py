"""When the ledger is proved."""

from core.deadlines import Deadline
from core.lifecycle import N_

LEDGER_PROVED = Deadline("ledger_proved", N_("Proof of the ledger"), "03:30", days_after=1)
