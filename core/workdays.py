"""Working days as a pure calculation: the official days of a year, and the next working day by any rule.

The editable calendar, which knows what was decided since, is in ``core.calendar``; this module only fills it and
counts. Dates are arguments; nothing here knows what day it is.
"""

from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 2004, 2026
LONGEST_BREAK = 60  # days; a rule that closes longer than that is a mistake, not a holiday

# The official names, as ``official_days`` gives them.
TITLES = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "National Day": _("National Day"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": _("Anti-Fascist 70th Day"),
}


class YearUnknown(LookupError):
    """The official days of this year are not known (yet); ``year`` says which. Weekdays are the fallback."""

    def __init__(self, year: int):
        super().__init__(year)
        self.year = year


def official_days(year: int) -> dict[date, tuple[bool, str]]:
    """{day: (is working, note)} for every day of the year, in order.

    The note names the holiday of a day off, and also of a weekend worked in its stead (a key of ``TITLES``); it is ""
    on ordinary days. Raises ``YearUnknown`` outside 2004 to 2026.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(year)
    return {day: _official(day) for day in _days_of(year)}


def next_working(day: date, offset: int, is_working: Callable[[date], bool]) -> date:
    """The working day ``offset`` working days after ``day`` (before it when negative).

    Offset 0 is ``day`` itself when it is worked, or else the next working day. Raises ``ValueError`` when no working
    day is found within ``LONGEST_BREAK`` days, instead of searching for ever.
    """
    if offset == 0:
        return day if is_working(day) else _step(day, 1, is_working)
    for _step_number in range(abs(offset)):
        day = _step(day, 1 if offset > 0 else -1, is_working)
    return day


def _step(day: date, direction: int, is_working: Callable[[date], bool]) -> date:
    for distance in range(1, LONGEST_BREAK + 1):
        candidate = day + timedelta(days=direction * distance)
        if is_working(candidate):
            return candidate
    raise ValueError(f"no working day within {LONGEST_BREAK} days of {day}")


def _official(day: date) -> tuple[bool, str]:
    is_off, name = chinese_calendar.get_holiday_detail(day)
    return not is_off, str(name or "")


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
