"""From the names found in an address to one zone, or to the question a person must answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from orders.zones.addresses.evidence import Evidence, Reader
from orders.zones.addresses.matching import joined, normalise
from orders.zones.addresses.result import ASK, OUT_OF_AREA, RESOLVED, Explanation, Resolution
from orders.zones.addresses.streets import street_in
from orders.zones.addresses.tables import Term, TownZone, Zone, load_terms, load_zones, words

_BLANK = re.compile(r"[\s\d\W]*")


class Resolver:
    """Reads addresses by a table of zones and the streets people decided before.

    `remembered` are (street text, zone name); `town_zones` replace the delivered overrides of towns. Making one
    takes some 20 ms; resolving takes microseconds and is safe from several threads.
    """

    def __init__(
        self,
        zones: Iterable[Zone] | None = None,
        remembered: Iterable[tuple[str, str]] = (),
        town_zones: Iterable[TownZone] | None = None,
    ) -> None:
        self.zones = {zone.name: zone for zone in (load_zones() if zones is None else zones)}
        streets = [(joined(normalise(street)), zone) for street, zone in remembered]
        # Every zone of the plan stays readable when one is closed, so that its addresses are named as such.
        readable = {zone.name: zone for zone in load_zones()} | self.zones
        self._district_of = {zone.name: zone.district for zone in readable.values()}
        self._hours = {zone.name: zone.hours for zone in readable.values()}
        self._two_promises = _districts_with_two_promises(readable.values())
        self._reader = Reader(load_terms(readable.values(), streets, town_zones))

    def resolve(
        self,
        text: str = "",
        *,
        province: str = "",
        city: str = "",
        district: str = "",
        town: str = "",
        detail: str = "",
    ) -> Resolution:
        """The zone of an address given as one text, in columns, or both. Never raises on any text."""
        columns = [column and _column(column) for column in (province, city, district, town)]
        free = normalise(f"{text} {detail}" if text and detail else text or detail or "")
        if _BLANK.fullmatch(free) and not any(columns):
            return Resolution(ASK, reason=Explanation("empty"))
        evidence = self._reader.read(columns, free)
        if not evidence.names_anything and " " in free:
            again = self._reader.read(columns, joined(free))
            evidence = again if again.names_anything else evidence
        return self._decide(evidence)

    @property
    def reads_digits(self) -> bool:
        """Whether a known name has a digit; if none has, house numbers make no difference to any answer."""
        return self._reader.reads_digits

    def street(self, text: str) -> str:
        """The street or estate that a free text names behind city, district and town; "" when none can be told.

        What can be remembered for later: without house number, never longer than STREET_LONGEST signs.
        """
        free = normalise(text)
        spaced, whole = free[self._reader.head(free) :], joined(free)
        return street_in(spaced) or street_in(whole[self._reader.head(whole) :])

    def _decide(self, found: Evidence) -> Resolution:
        elsewhere = self._elsewhere(found) if found.foreign or found.excluded else None
        if elsewhere:
            return elsewhere
        districts = found.districts
        if len(districts) > 1 and len({term.district for term in districts}) > 1:
            return _ask("districts_conflict", districts)
        if found.unread_district and not districts:
            return _ask("nothing_known", [*found.towns, *found.short_towns, *found.places])
        district = districts[0].district if districts else ""
        towns = found.towns or self._short_towns(found, district)
        if district and any(term.district != district for term in found.towns):
            return _ask("district_town_conflict", [*districts, *found.towns])
        if not district and len({term.district for term in towns}) > 1:
            return _ask("towns_conflict" if found.towns else "town_in_several_districts", towns)
        if towns or found.communities:
            return self._by_town(found, district, towns)
        return self._by_district(found, district) if district else self._by_places(found)

    def _elsewhere(self, found: Evidence) -> Resolution | None:
        """Other cities and the islands."""
        here = found.districts or found.towns
        if found.foreign:
            if found.city or (found.foreign_bare_only and here):
                return _ask("city_conflict", here, found.foreign)
            if found.foreign_bare_only:
                return _ask("other_city_suspected", [], found.foreign)
            return Resolution(OUT_OF_AREA, reason=Explanation("other_city", _texts(found.foreign)))
        if found.excluded:
            # The islands Changxing and Hengsha belonged to Baoshan until 2005.
            once = tuple(words()["islands_once"])
            if found.towns or any(term.zones != once for term in found.districts):
                return _ask("districts_conflict", [*found.districts, *found.towns], found.excluded)
            return Resolution(OUT_OF_AREA, reason=Explanation("islands", _texts(found.excluded)))
        return None

    def _short_towns(self, found: Evidence, district: str) -> list[Term]:
        """Names without suffix, where they stand as a town does; a frequent name only behind its district."""
        if district:
            return [term for term in found.short_towns if term.district == district]
        return [term for term in found.short_towns if not term.common]

    def _by_town(self, found: Evidence, district: str, towns: list[Term]) -> Resolution:
        parts = [term for term in found.communities if not towns or term.town in {town.town for town in towns}]
        stray = [term for term in found.communities if term not in parts]
        named = parts or towns
        old = [term.zones[0] for term in found.old_districts]
        zones = list(dict.fromkeys([named[0].zones[0], *(term.zones[0] for term in [*named, *stray])]))
        if district and any(term.district != district for term in named):
            return _ask("district_town_conflict", [*found.districts, *named])
        if len({self._hours[zone] for zone in zones}) > 1:
            return _ask("towns_conflict", [*named, *stray])
        if len({self._hours[zone] for zone in [zones[0], *old]}) > 1:
            return _ask("district_town_conflict", [*found.old_districts, *named])
        code = "community_named" if parts else "town_named" if found.towns else "short_town"
        return self._resolved(zones[0], named[0].town, Explanation(code, (named[0].text,)))

    def _by_district(self, found: Evidence, district: str) -> Resolution:
        old = found.old_districts
        zone = (old or found.districts)[0].zones[0]
        reason = Explanation("district_named", _texts(found.districts))
        places = found.remembered or found.places
        certain = [term.zones[0] for term in places if len(term.zones) == 1]
        inside = [name for name in certain if self._district_of.get(name) == district]
        stray = [term for term in places if not self._may_be(term, district)]
        if any(self._hours[zone] not in {self._hours[name] for name in term.zones} for term in stray):
            return _ask("district_place_conflict", [*found.districts, *stray])
        if stray:
            return self._resolved(zone, "", Explanation("place_disagrees", _texts(places)), unconfirmed=True)
        if inside and len({self._hours[name] for name in [*inside, *(term.zones[0] for term in old)]}) > 1:
            return _ask("district_place_conflict", [*found.districts, *places])
        if inside and not old:
            return self._resolved(inside[0], "", reason)
        if district in self._two_promises and not old:
            hints = [term for term in found.hints if term.district == district and term.zones != (zone,)]
            if hints:
                return _ask("town_hint", [*found.districts, *hints])
            return self._resolved(zone, "", Explanation("pudong_without_town"), unconfirmed=True)
        return self._resolved(zone, "", reason)

    def _may_be(self, place: Term, district: str) -> bool:
        return any(self._district_of.get(zone) == district for zone in place.zones)

    def _by_places(self, found: Evidence) -> Resolution:
        places = found.remembered or found.places
        if not places or found.unread_town:
            return _ask("nothing_known", [*places, *found.short_towns, *found.hints])
        certain = {term.zones[0] for term in places if len(term.zones) == 1}
        if not certain:
            return _ask("only_ambiguous_place", places)
        zone = min(certain)
        if len(certain) > 1 or any(zone not in term.zones for term in places):
            return _ask("places_disagree", places)
        code = "street_remembered" if found.remembered else "place_known"
        return self._resolved(zone, "", Explanation(code, _texts(places)))

    def _resolved(self, name: str, town: str, reason: Explanation, *, unconfirmed: bool = False) -> Resolution:
        zone = self.zones.get(name)
        if zone is None:
            return Resolution(
                OUT_OF_AREA, self._district_of.get(name, ""), town, reason=Explanation("zone_closed", (name,))
            )
        return Resolution(RESOLVED, zone.district, town, zone.name, zone.hours, reason, (), unconfirmed)


def _ask(code: str, terms: Iterable[Term], others: Iterable[Term] = ()) -> Resolution:
    terms = list(terms)
    candidates = tuple(dict.fromkeys(zone for term in terms for zone in term.zones))
    return Resolution(ASK, reason=Explanation(code, _texts([*terms, *others])), candidates=candidates)


def _texts(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.text for term in terms))


def _districts_with_two_promises(zones: Iterable[Zone]) -> frozenset[str]:
    hours: dict[str, set[int]] = {}
    for zone in zones:
        hours.setdefault(zone.district, set()).add(zone.hours)
    return frozenset(district for district, promised in hours.items() if len(promised) > 1)


@lru_cache(maxsize=4096)
def _column(text: str) -> str:
    """Provinces, districts and towns come again and again."""
    return normalise(text)


@cache
def _default() -> Resolver:
    return Resolver()


def resolve(
    text: str = "", *, province: str = "", city: str = "", district: str = "", town: str = "", detail: str = ""
) -> Resolution:
    """The zone of an address by the tables delivered with the product; see Resolver.resolve."""
    return _default().resolve(text, province=province, city=city, district=district, town=town, detail=detail)


def lines(addresses: Iterable[str], resolver: Resolver | None = None) -> Iterator[dict[str, object]]:
    """One dict for each line: address, district, town, zone, hours, outcome, reason (its code)."""
    reader = resolver or _default()
    for line in addresses:
        address = line.rstrip("\r\n")
        answer = reader.resolve(address)
        yield {
            "address": address,
            "district": answer.district,
            "town": answer.town,
            "zone": answer.zone,
            "hours": answer.hours,
            "outcome": answer.outcome,
            "reason": answer.reason.code,
        }
