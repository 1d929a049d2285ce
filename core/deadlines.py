"""The deadlines of the operating day: each room declares its own; rows change the hours from a date on, or by weekday.

A `Deadline` is a code with its default hours; a `core.models.DeadlineHour` says since when, every day or on a weekday,
it has others. Jobs, board, pages and papers read the hours here and nowhere else. A sheet that is made by a deadline
keeps the moment it was made by, so that it can be computed again when the hours have changed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from core import clock
from core.codes import Catalogue, Code

DAY_BEGINS = dt.time(4, 0)  # no work of a business date is done before


class Hours(NamedTuple):
    """By when it must be true, and from when its light warns; times of day in Shanghai, so many days after the date."""

    by: dt.time
    warn: dt.time
    days_after: int


class Deadline(Code):
    """A moment of the operating day. `by`: when it is late; `warn`: when its light turns amber, the same if left out.

    `days_after`: on which day after the business date; `rule`: the requirement it comes from.
    """

    def __init__(self, code: str, label: str, by: str, *, warn: str = "", days_after: int = 0, rule: str = "") -> None:
        super().__init__(code, label)
        self.hours = Hours(dt.time.fromisoformat(by), dt.time.fromisoformat(warn or by), days_after)
        self.days_after, self.rule = days_after, rule

    def at(self, business_date: dt.date) -> dt.datetime:
        """When it is late for a business date; see `timetable`."""
        return timetable().at(self, business_date)


deadlines: Catalogue[Deadline] = Catalogue(Deadline, "deadlines")


class HoursChange(NamedTuple):
    """A change of hours. `weekday`: 1 (Monday) to 7, or 0 for every day."""

    weekday: int
    valid_from: dt.date
    hours: Hours


class Timetable:
    """The hours of all deadlines as the rows stand: read once, asked for many dates."""

    def __init__(self, rows: Mapping[str, Sequence[HoursChange]]) -> None:
        self._rows = rows

    def at(self, deadline: Deadline, business_date: dt.date) -> dt.datetime:
        """When it is late for a business date."""
        hours = self.hours(deadline, business_date)
        return clock.at(business_date + dt.timedelta(days=hours.days_after), hours.by)

    def warns_at(self, deadline: Deadline, business_date: dt.date) -> dt.datetime:
        """When its light turns amber."""
        hours = self.hours(deadline, business_date)
        return clock.at(business_date + dt.timedelta(days=hours.days_after), hours.warn)

    def hours(self, deadline: Deadline, business_date: dt.date) -> Hours:
        """The newest row of the date's weekday, else the newest row of every day, else what the code says."""
        valid = [row for row in self._rows.get(deadline, ()) if row.valid_from <= business_date]
        for weekday in (business_date.isoweekday(), 0):
            if found := [row for row in valid if row.weekday == weekday]:
                return max(found, key=lambda row: row.valid_from).hours
        return deadline.hours


_pinned: ContextVar[list[Timetable] | None] = ContextVar("timetable", default=None)


@contextmanager
def pinned() -> Iterator[None]:
    """Read the rows at most once for everything inside: one request sees one timetable."""
    token = _pinned.set([])
    try:
        yield
    finally:
        _pinned.reset(token)


def timetable() -> Timetable:
    """The hours of now: one query, or none when they were asked for in this request."""
    known = _pinned.get()
    if known is None:
        return _read()
    if not known:
        known.append(_read())
    return known[0]


def _read() -> Timetable:
    from core.models import DeadlineHour  # the table knows the catalogue

    rows: dict[str, list[HoursChange]] = {}
    for row in DeadlineHour.objects.all():
        days = row.deadline.days_after if row.days_after is None else row.days_after
        hours = Hours(row.by, row.warn or row.by, days)
        rows.setdefault(row.deadline, []).append(HoursChange(row.weekday, row.valid_from, hours))
    return Timetable(rows)
