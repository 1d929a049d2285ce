"""Which service zone an address belongs to, and so what was promised (part i, SLA-01 to SLA-24).

Plain text in, a Resolution out; no database. What is doubtful is asked, never guessed: an answer is `resolved` with a
zone and its hours, `out_of_area` for the islands and other cities, or `ask` with the zones in question. The tables
stand in `data/` (see its README), and a Resolver can be made from the zones of the database and the choices people
made before.
"""

from orders.zones.addresses.resolver import Resolver, lines, resolve
from orders.zones.addresses.result import ASK, OUT_OF_AREA, RESOLVED, Explanation, Resolution
from orders.zones.addresses.streets import STREET_LONGEST
from orders.zones.addresses.tables import TownZone, Zone, load_town_districts, load_town_zones, load_zones

__all__ = [
    "ASK",
    "OUT_OF_AREA",
    "RESOLVED",
    "Explanation",
    "Resolution",
    "Resolver",
    "STREET_LONGEST",
    "TownZone",
    "Zone",
    "lines",
    "load_town_districts",
    "load_town_zones",
    "load_zones",
    "resolve",
]
