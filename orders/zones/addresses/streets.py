"""The street or estate that an address names: what a person's choice can be remembered for."""

from __future__ import annotations

import re
from functools import cache

from orders.zones.addresses.tables import words

STREET_LONGEST = 20


def street_in(text: str) -> str:
    """The first part of a normalised text that begins with a street, else with an estate or building, else ""."""
    found = (pattern.match(part) for pattern in _patterns() for part in text.split())
    return next((match.group() for match in found if match), "")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    ends = (words()["street_end"], words()["estate_end"])
    return tuple(re.compile(f"[\u4e00-\u9fff]{{1,{STREET_LONGEST - 4}}}?(?:{'|'.join(each)})") for each in ends)
