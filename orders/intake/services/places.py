"""The zone of an order (part i)."""

import re
from collections.abc import Callable, Iterator, Sequence

from orders.intake.orderfile.values import FoundKey, OrderKey, Values
from orders.intake.services.rows import PLACE
from orders.register.models import Client, ServiceZone
from orders.register.selectors.terms import zones_in_terms
from orders.zones.addresses import OUT_OF_AREA
from orders.zones.addresses.result import Resolution
from orders.zones.selectors.zones import reader

DOUBTFUL = "zone_doubtful"
KNOWN = 100_000  # distinct addresses that are kept; a file with more has some of them looked up again
_DIGITS = re.compile("[0-9]+")
_SIGN = "\x1e"  # stands in no address that the reader takes


class Zones:
    """Resolves a client's addresses by its zones, the towns and the remembered streets; each distinct address once.

    House and room numbers make no difference to the resolver unless a known name has a digit, so every house of an
    estate is one address here.
    """

    def __init__(self, client: Client) -> None:
        self.rows = {zone.name: zone for zone in zones_in_terms(client)}
        self.resolver = reader(client)
        self.known: dict[tuple[str, ...], Resolution] = {}
        self.masked = not self.resolver.reads_digits

    def of(self, values: Values) -> Resolution:
        """The Resolution of an order's address columns."""
        return self.all_of([(getattr(values, name),) for name in PLACE])[0]

    def all_of(self, columns: Sequence[Sequence[str]]) -> list[Resolution]:
        """The Resolutions of many orders. `columns`: their values by PLACE."""
        return [self.known.get(place) or self._resolve(place) for place in self._places(columns)]

    def learn(
        self, columns: Sequence[Sequence[str]], keys: list[FoundKey], are_here: Callable[[set[OrderKey]], set[OrderKey]]
    ) -> None:
        """Resolve what is not known yet, but for the orders of which `are_here(keys)` says that they need no zone."""
        new = [(place, key) for place, key in zip(self._places(columns), keys, strict=True) if place not in self.known]
        whole = {(number, shipment) for _, (number, shipment) in new if number is not None and shipment is not None}
        here = are_here(whole) if new else set()
        for place in {place for place, key in new if key not in here}:
            self._resolve(place)

    def _places(self, columns: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
        """The addresses as they are looked up: with one digit for every number."""
        *names, addresses = columns
        together = _SIGN.join(addresses)
        if self.masked and together.count(_SIGN) == len(addresses) - 1:
            addresses = _DIGITS.sub("0", together).split(_SIGN)
        return zip(*names, addresses, strict=True)

    def _resolve(self, place: tuple[str, ...]) -> Resolution:
        if len(self.known) >= KNOWN:
            self.known.clear()
        province, city, district, town, address = place
        found = self.resolver.resolve(address, province=province, city=city, district=district, town=town)
        self.known[place] = found
        return found

    def row(self, resolution: Resolution) -> ServiceZone | None:
        """The ServiceZone of a resolution, or None: then the order is out of area (INV-01, SLA-24)."""
        return self.rows.get(resolution.zone)


def outside_code(resolution: Resolution) -> str:
    """Why there is no zone, as a code of the import's messages: never a silent default."""
    return resolution.reason.code if resolution.outcome == OUT_OF_AREA else DOUBTFUL
