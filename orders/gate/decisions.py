"""What the client may decide on goods at the gate. Pure."""

from core.lifecycle import N_
from orders.exceptions.cases import Decision
from orders.gate.kinds import NEXT_ACCEPT, NEXT_AWAIT, NEXT_CARRIER, NEXT_KEEP, NEXT_REFUSE
from people.roles import KEEPER

ACCEPT = Decision("accept_with_note", N_("Accept with a note"), notifies=(KEEPER, NEXT_ACCEPT))
REFUSE = Decision("refuse_on_spot", N_("Refuse on the spot"), notifies=(KEEPER, NEXT_REFUSE))
AWAIT = Decision("await_next_line_haul", N_("Wait for the next line-haul"), notifies=(KEEPER, NEXT_AWAIT))
UNLOAD = Decision("unload_with_note", N_("Unload and note it"), notifies=(KEEPER, NEXT_ACCEPT))
CARRIER_RETURN = Decision("return_with_carrier", N_("Give back to the carrier"), notifies=(KEEPER, NEXT_CARRIER))
KEEP = Decision("keep_for_order", N_("Keep until an order comes"), notifies=(KEEPER, NEXT_KEEP))
