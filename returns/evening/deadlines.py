"""By when drivers are back and their papers matched."""

from core.deadlines import Deadline
from core.lifecycle import N_

DRIVERS_BACK = Deadline("drivers_back", N_("Drivers back and matched"), "23:59", warn="22:00", rule="DAY-09")
