"""The answer for one address."""

from __future__ import annotations

from typing import NamedTuple

RESOLVED, ASK, OUT_OF_AREA = "resolved", "ask", "out_of_area"


class Explanation(NamedTuple):
    """Why, as a code to translate and the names it speaks of.

    Resolved by: district_named, town_named, community_named, short_town, place_known, street_remembered,
    pudong_without_town (SLA-23), place_disagrees (the district was believed, the promise is the same).
    Asked because: empty, nothing_known, only_ambiguous_place, places_disagree, districts_conflict,
    district_town_conflict, towns_conflict, district_place_conflict, town_hint, town_in_several_districts,
    other_city_suspected, city_conflict. Out of area because: islands, other_city, zone_closed.
    """

    code: str
    names: tuple[str, ...] = ()


class Resolution(NamedTuple):
    """`district` is today's district, `zone` one of the promise table; `hours` is 24 or 48, None unless resolved.

    `unconfirmed` asks customer service to look although the promise stands (SLA-23). `candidates` are the zones a
    person chooses from first when the outcome is `ask`.
    """

    outcome: str
    district: str = ""
    town: str = ""
    zone: str = ""
    hours: int | None = None
    reason: Explanation = Explanation("nothing_known")
    candidates: tuple[str, ...] = ()
    unconfirmed: bool = False
