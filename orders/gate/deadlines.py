"""By when the client's goods are at the hub, and checked."""

from core.deadlines import Deadline
from core.lifecycle import N_

TRUCK_HERE = Deadline("truck_here", N_("The client's goods at the hub"), "05:00", rule="DAY-02")
GOODS_ACCEPTED = Deadline("goods_accepted", N_("Goods accepted"), "07:00", warn="06:00", rule="DAY-03")
