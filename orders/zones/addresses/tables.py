"""Reads the tables of `data/` into terms: what a piece of text may name."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Zone(NamedTuple):
    """One row of the promise table; `district` is today's district it lies in."""

    name: str
    hours: int
    district: str
    aliases: tuple[str, ...] = ()


class TownZone(NamedTuple):
    """The zone of a town, or of a community in it, where that is not the one named as its district (SLA-21, SLA-22)."""

    town: str
    community: str
    zone: str


class Term(NamedTuple):
    """What a text names. kind: district | town | community | road | place | area | remembered | excluded | city |
    filler | foreign. `bare` terms lack the suffix that makes them certain. `zones` are all the zones it may lie in."""

    kind: str
    text: str
    district: str = ""
    town: str = ""
    zones: tuple[str, ...] = ()
    bare: bool = False
    common: bool = False


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return (files("orders.zones.addresses") / "data" / name).read_text("utf-8")


@cache
def words() -> dict[str, Any]:
    """The words of `data/words.toml`."""
    return tomllib.loads(_text("words.toml"))


@cache
def load_zones() -> tuple[Zone, ...]:
    """The eighteen zones of the plan (SLA-01 to SLA-18), as the database is first filled with."""
    return tuple(
        Zone(row["name"], int(row["hours"]), row["district"], tuple(filter(None, row["aliases"].split("|"))))
        for row in _rows("zones.csv")
    )


@cache
def load_town_zones() -> tuple[TownZone, ...]:
    """The overrides of towns and communities of the plan, as the database is first filled with."""
    return tuple(
        TownZone(row["town"], "" if row["level"] == "town" else row["name"], row["zone"])
        for row in _rows("towns.csv")
        if row["level"] in ("town", "community")
    )


@cache
def load_town_districts() -> dict[str, str]:
    """{present town or street: today's district it lies in}, the islands left out."""
    excluded = {row["name"] for row in _rows("excluded.csv")}
    rows = [*_rows("streets.csv"), *(row for row in _rows("towns.csv") if row["level"] == "town")]
    return {row["name"]: row["district"] for row in rows if row["district"] not in excluded}


def load_terms(
    zones: Iterable[Zone],
    remembered: Iterable[tuple[str, str]] = (),
    town_zones: Iterable[TownZone] | None = None,
) -> dict[str, list[Term]]:
    """Every text the reader knows, with what it may name. `remembered` are (street text, zone name).

    `town_zones` take the place of the overrides delivered with the product.
    """
    zones = tuple(zones)
    rules = tuple(load_town_zones() if town_zones is None else town_zones)
    known: dict[str, list[Term]] = {}
    districts = {name for zone in zones for name in (zone.name, *zone.aliases)}
    towns = [term for term in _towns(rules) if not (term.bare and term.text in districts)]
    others = [*_excluded(), *_places(), *_elsewhere(), *_remembered(zones, remembered)]
    for term in [*_districts(zones), *towns, *others]:
        if len(term.text) > 1 and term not in known.setdefault(term.text, []):
            known[term.text].append(term)
    return known


def _certain(name: str) -> bool:
    return name.endswith(tuple(words()["admin_suffix"]))


def _districts(zones: tuple[Zone, ...]) -> Iterable[Term]:
    for zone in zones:
        for name in (zone.name, *zone.aliases):
            yield Term("district", name, zone.district, "", (zone.name,), not _certain(name))


def _excluded() -> Iterable[Term]:
    for row in _rows("excluded.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            yield Term("excluded", name, row["name"], "", (), not name.endswith(tuple(words()["island_suffix"])))


def _towns(rules: tuple[TownZone, ...]) -> Iterable[Term]:
    """Present towns, then merged ones and communities; each also without its suffix."""
    zone_of = {(rule.town, rule.community): rule.zone for rule in rules}
    excluded = {row["name"] for row in _rows("excluded.csv")}
    for row in _rows("streets.csv"):
        name, district = row["name"], row["district"]
        if district in excluded:
            yield Term("excluded", name, district, name, (), not _certain(name))
            continue
        zone = zone_of.get((name, ""), district)
        yield from _with_short("town", name, district, name, zone)
    yield from _communities(rules)
    for row in _rows("towns.csv"):
        if row["level"] == "former":
            zone = _former_zone(row, zone_of)
            yield from _with_short("town", row["name"], row["district"], row["town"], zone)


def _communities(rules: tuple[TownZone, ...]) -> Iterable[Term]:
    """Parts of towns by the rules; a name goes on being read when its rule is gone."""
    districts, zone_of = load_town_districts(), {(rule.town, rule.community): rule.zone for rule in rules}
    known = [(rule.town, rule.community) for rule in (*rules, *load_town_zones()) if rule.community]
    for town, name in dict.fromkeys(known):
        district = districts[town]
        zone = zone_of.get((town, name)) or zone_of.get((town, ""), district)
        yield Term("community", name, district, town, (zone,), len(name) < 3 or not _certain(name))


def _former_zone(row: dict[str, str], zone_of: dict[tuple[str, str], str]) -> str:
    """A merged town goes with the town it went to, unless it never shared its zone."""
    delivered = {(rule.town, rule.community): rule.zone for rule in load_town_zones()}
    shared = row["zone"] == delivered.get((row["town"], ""), row["district"])
    return zone_of.get((row["town"], ""), row["district"]) if shared else row["zone"]


def _with_short(kind: str, name: str, district: str, town: str, zone: str) -> Iterable[Term]:
    yield Term(kind, name, district, town, (zone,), not _certain(name), name in words()["common"])
    short = next((name.removesuffix(s) for s in words()["suffix"] if name.endswith(s)), name)
    if short != name and len(short) > 1 and short[-1] not in words()["road_end"]:
        yield Term(kind, short, district, town, (zone,), True, short in words()["common"])


def _places() -> Iterable[Term]:
    for row in _rows("places.csv"):
        yield Term(row["kind"], row["name"], "", "", tuple(row["zones"].split("|")))


def _remembered(zones: tuple[Zone, ...], remembered: Iterable[tuple[str, str]]) -> Iterable[Term]:
    names = {zone.name for zone in zones}
    for street, zone in remembered:
        if zone in names:
            yield Term("remembered", street, "", "", (zone,))


def _elsewhere() -> Iterable[Term]:
    """The city itself, words without meaning, other provinces and cities."""
    spoken = words()
    yield from (Term("city", name) for name in spoken["city"])
    yield from (Term("filler", name) for name in spoken["filler"])
    for kind, key in (("province", "provinces"), ("city", "cities")):
        for name in spoken[key]:
            yield Term("foreign", name, bare=True)
            yield from (Term("foreign", name + suffix) for suffix in spoken[f"{kind}_suffix"])
