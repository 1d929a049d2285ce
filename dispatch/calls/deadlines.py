"""When customers are phoned."""

from core.deadlines import Deadline
from core.lifecycle import N_

CALLS_OPEN = Deadline("calls_open", N_("Customers may be called"), "08:00", rule="DAY-05")
CALLS_DONE = Deadline("calls_done", N_("Appointments with an outcome"), "10:30", warn="10:00", rule="DAY-06")
