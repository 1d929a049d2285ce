"""What the client may decide on goods at the gate. Pure."""

from core.lifecycle import N_
from orders.exceptions.cases import Decision
from people.roles import KEEPER

ACCEPT = Decision("accept_with_note", N_("Accept with a note"), told=(KEEPER, "next_accept"))
REFUSE = Decision("refuse_on_spot", N_("Refuse on the spot"), told=(KEEPER, "next_refuse"))
AWAIT = Decision("await_next_line_haul", N_("Wait for the next line-haul"), told=(KEEPER, "next_await"))
UNLOAD = Decision("unload_with_note", N_("Unload and note it"), told=(KEEPER, "next_accept"))
CARRIER_RETURN = Decision("return_with_carrier", N_("Give back to the carrier"), told=(KEEPER, "next_carrier"))
KEEP = Decision("keep_for_order", N_("Keep until an order comes"), told=(KEEPER, "next_keep"))
