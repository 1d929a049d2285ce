"""By when the vans are loaded, and until when the first stops are the driver's to book."""

from core.deadlines import Deadline
from core.lifecycle import N_

RUNS_LOADED = Deadline("runs_loaded", N_("Runs loaded and signed"), "07:30", rule="DAY-04")
DRIVERS_FIRST = Deadline("drivers_first", N_("The driver books his first three stops"), "09:30", rule="CON-05")
