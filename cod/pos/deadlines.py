"""By when terminals are back, and when the nonces of their messages are forgotten."""

from core.deadlines import Deadline
from core.lifecycle import N_

TERMINALS_BACK = Deadline("terminals_back", N_("POS terminals back"), "23:00", warn="22:00", rule="DAY-10")
NONCES_FORGOTTEN = Deadline("nonces_forgotten", N_("Old nonces of terminals"), "03:50", days_after=1)
