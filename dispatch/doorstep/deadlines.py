"""By when every door has its result."""

from core.deadlines import Deadline
from core.lifecycle import N_

DOORS_DONE = Deadline("doors_done", N_("Orders with a result"), "17:30", rule="DAY-08")
