"""What an address names, kept apart by how far it can be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from orders.zones.addresses.matching import longest_first
from orders.zones.addresses.tables import Term, words

_ADMIN = frozenset({"district", "town", "community", "excluded", "city", "filler", "foreign"})

_LISTS = {"district": "districts", "town": "towns", "community": "named_communities", "excluded": "excluded"}


@dataclass
class Evidence:
    """The terms found. `short_towns` stand where a town stands but lack their suffix; `hints` stand anywhere."""

    districts: list[Term] = field(default_factory=list)
    towns: list[Term] = field(default_factory=list)
    short_towns: list[Term] = field(default_factory=list)
    hints: list[Term] = field(default_factory=list)
    named_communities: list[Term] = field(default_factory=list)
    short_communities: list[Term] = field(default_factory=list)
    places: list[Term] = field(default_factory=list)
    remembered: list[Term] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    foreign: list[Term] = field(default_factory=list)
    city: bool = False
    unread_district: bool = False
    unread_town: bool = False

    @property
    def names_anything(self) -> bool:
        """Whether an administrative name was found."""
        return bool(self.districts or self.towns or self.short_towns or self.excluded or self.foreign)

    @property
    def old_districts(self) -> list[Term]:
        """Districts named as they were before a merger."""
        return [term for term in self.districts if term.zones[0] != term.district]

    @property
    def communities(self) -> list[Term]:
        """Communities, the short names only where their own town or district is named too."""
        if not self.short_communities:
            return self.named_communities
        towns = {term.town for term in (*self.towns, *self.short_towns)}
        districts = {term.district for term in self.districts}
        return self.named_communities + [
            term for term in self.short_communities if term.town in towns or term.district in districts
        ]

    @property
    def foreign_bare_only(self) -> bool:
        """Whether the other city is named only by a word that streets are named after too."""
        return len(self.foreign) == 1 and self.foreign[0].bare


class Reader:
    """Finds the known texts of an address in one pass and judges by its surroundings what each may stand for."""

    def __init__(self, terms: dict[str, list[Term]]) -> None:
        spoken = words()
        self._terms = terms
        self._pattern = longest_first(terms)
        self.reads_digits = any(char.isdigit() for text in terms for char in text)
        direction = spoken["direction"]
        buildings = "|".join(word for word in spoken["not_a_place"] if word not in spoken["road_word"])
        roads = "|".join(spoken["road_word"])
        self._road_or_building = re.compile(f"{direction}.?(?:{roads})|(?:{buildings})(?!{direction}(?:{roads}))")
        self._goes_on = re.compile(spoken["goes_on"])
        self._road = re.compile(f"{direction}(?:{'|'.join(spoken['road_only'])})")
        self._area_end = re.compile(f"$|[^\u4e00-\u9fff]|{'|'.join(spoken['area_goes_on'])}")
        self._belonging = tuple(spoken["belonging"])
        self._not_a_city = tuple(spoken["not_a_city"])
        self._boundary = frozenset("".join(spoken["boundary"]))
        self._stranger_district = re.compile(spoken["stranger_district"])
        self._stranger_town = re.compile(spoken["stranger_town"])
        self._street_suffix = spoken["suffix"][2]

    def read(self, columns: list[str], free: str) -> Evidence:
        """Evidence of the columns province, city, district and town, and of the free text."""
        found = Evidence()
        read = [not text or self._scan(text, found, column=True) for text in columns]
        self._scan(free, found)
        found.unread_district = not (read[1] and read[2]) or self._is_strange(self._stranger_district, free, found)
        found.unread_town = not read[3] or self._is_strange(self._stranger_town, free, found)
        return found

    def head(self, text: str) -> int:
        """Where the names of city, district and town at the beginning of the text end."""
        head = 0
        for match in self._pattern.finditer(text):
            kinds = {term.kind for term in self._terms[match.group()] if not term.bare}
            if text[head : match.start()].strip() or not kinds & _ADMIN or self._road.match(text, match.end()):
                break
            head = match.end()
        return head

    def _is_strange(self, pattern: re.Pattern[str], text: str, found: Evidence) -> bool:
        """Whether the text begins with a district or town that no table has."""
        begins = pattern.match(text)
        if begins is None:
            return False
        # A remembered street may begin with a town that no table has: a person knew it.
        known = any(0 <= text.find(term.text) < begins.end() for term in found.remembered)
        return not known and not any(term.text in begins.group() for term in found.towns)

    def _scan(self, text: str, found: Evidence, *, column: bool = False) -> bool:
        """Adds what the text names; returns whether it named anything."""
        head = previous = 0
        named = False
        for match in self._pattern.finditer(text):
            start, end = match.span()
            at_head = column or start <= head or not text[head:start].strip()
            bounded = start in (0, previous) or text[start - 1] in self._boundary or not _is_han(text[start - 1])
            for term in self._terms[match.group()]:
                if self._take(term, text, end, at_head, bounded, found, column):
                    named = True
                    if term.kind in _ADMIN:
                        head = end
            previous = end
        return named

    def _take(
        self, term: Term, text: str, end: int, at_head: bool, bounded: bool, found: Evidence, column: bool
    ) -> bool:
        """Puts the term where it belongs; returns whether it stands for anything here."""
        kind = term.kind
        if kind in ("city", "filler"):
            found.city = found.city or (at_head and kind == "city")
            return at_head
        if kind in ("road", "place", "area", "remembered"):
            return bounded and self._take_place(term, text, end, found)
        if kind == "foreign":
            return self._take_foreign(term, text, end, at_head, bounded, found, column)
        if term.bare:
            return self._take_bare(term, text, end, at_head, found, column)
        short = len(term.text) < 3 and not bounded
        if kind != "district" and (short or self._road_follows(term, text, end)):
            return False
        self._list(term, found).append(term)
        return True

    def _road_follows(self, term: Term, text: str, end: int) -> bool:
        return not term.text.endswith(self._street_suffix) and self._road.match(text, end) is not None

    def _list(self, term: Term, found: Evidence) -> list[Term]:
        return getattr(found, _LISTS[term.kind])

    def _take_bare(self, term: Term, text: str, end: int, at_head: bool, found: Evidence, column: bool) -> bool:
        """A name without its suffix counts where such a name stands and no road or building is named after it."""
        if term.kind == "community":
            stands = self._road.match(text, end) is None
            if stands:
                found.short_communities.append(term)
            return stands and at_head
        certain = column or term.kind == "excluded" or any(known.district == term.district for known in found.districts)
        if (
            at_head
            and self._road_or_building.match(text, end) is None
            and (certain or self._goes_on.match(text, end) or self._pattern.match(text, end))
        ):
            (found.short_towns if term.kind == "town" else self._list(term, found)).append(term)
            return True
        if term.kind == "town" and self._road.match(text, end) is None:
            found.hints.append(term)
        return False

    def _take_place(self, term: Term, text: str, end: int, found: Evidence) -> bool:
        if term.kind == "remembered":
            found.remembered.append(term)
            return True
        if text.startswith(self._belonging, end):
            return False
        ends = self._area_end.match(text, end) if term.kind == "area" else not self._road.match(text, end)
        if term.kind == "road" or ends:
            found.places.append(term)
            return True
        return False

    def _take_foreign(
        self, term: Term, text: str, end: int, at_head: bool, bounded: bool, found: Evidence, column: bool
    ) -> bool:
        if text.startswith(self._not_a_city, end):
            return False
        if not term.bare:
            stands = bounded
        else:
            first = not (found.districts or found.towns or found.city)
            stands = (column or (at_head and first)) and self._road_or_building.match(text, end) is None
        if stands:
            found.foreign.append(term._replace(bare=False) if column else term)
        return stands


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
