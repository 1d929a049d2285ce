"""By when the orders of the day are here."""

from core.deadlines import Deadline
from core.lifecycle import N_

ORDERS_IMPORTED = Deadline("orders_imported", N_("Orders imported"), "06:00", warn="05:00", rule="DAY-01")
