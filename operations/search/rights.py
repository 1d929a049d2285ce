"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import ORDER_READERS

SEARCH_USE = Right("search.use", N_("Search orders"), ORDER_READERS)
