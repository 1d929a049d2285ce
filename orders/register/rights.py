"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, ORDER_READERS, SUPERVISOR

ORDERS_READ = Right("orders.read", N_("See orders"), ORDER_READERS)
PHONES_REVEAL = Right("phones.reveal", N_("Reveal phone numbers"), {CS_AGENT, CS_MANAGER, DISPATCHER, SUPERVISOR})
