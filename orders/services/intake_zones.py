"""The zone and the promise of an order (part i, AMB-01)."""

import re
from functools import lru_cache
from operator import attrgetter

from orders import promises
from orders.addresses import OUT_OF_AREA
from orders.models import ServiceZone
from orders.selectors.zones import reader

DOUBTFUL = "zone_doubtful"
KNOWN = 100_000  # distinct addresses that are kept; a file with more has some of them looked up again
_DIGITS = re.compile("[0-9]+")
_place = attrgetter("province", "city", "district", "town", "address")


class Zones:
    """Resolves addresses by the zones, towns and remembered streets of the database; each distinct address once.

    House and room numbers make no difference to the resolver unless a known name has a digit, so every house of an
    estate is one address here.
    """

    def __init__(self):
        self.rows = {zone.name: zone for zone in ServiceZone.objects.filter(active=True)}
        self.resolver = reader()
        self.known = {}
        self.masked = not self.resolver.reads_digits

    def of(self, values):
        """The Resolution of an order's address columns."""
        province, city, district, town, address = _place(values)
        key = (province, city, district, town, _DIGITS.sub("0", address) if self.masked else address)
        return self.known.get(key) or self._resolve(key)

    def _resolve(self, key):
        if len(self.known) >= KNOWN:
            self.known.clear()
        province, city, district, town, address = key
        found = self.resolver.resolve(address, province=province, city=city, district=district, town=town)
        self.known[key] = found
        return found

    def row(self, resolution):
        """The ServiceZone of a resolution, or None: then the order is out of area (INV-01, SLA-24)."""
        return self.rows.get(resolution.zone)


def outside_code(resolution):
    """Why there is no zone, as a code of the import's messages: never a silent default."""
    return resolution.reason.code if resolution.outcome == OUT_OF_AREA else DOUBTFUL


def promise_of(*, started_at, zone):
    """When the goods are promised: the zone's hours after the client's ship-out; None while the start is unknown."""
    return _due_at(started_at, zone.hours if zone else None)


_due_at = lru_cache(maxsize=4096)(promises.due_at)  # the orders of one truck have few moments
