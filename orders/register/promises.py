"""What was promised and whether it was kept. Pure arithmetic on aware moments; no database, no clock of its own.

The clock starts at the client's ship-out, or at the arrival of the line-haul while the ship-out is unknown (AMB-01); a
client's contract may say that the arrival starts it in any case. It runs through nights, Sundays and holidays: the plan
promises hours, not working days (part i).
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from core.lifecycle import N_, States

RUNNING, KEPT, LATE, EXCUSED = "running", "kept", "late", "excused"


class PromiseStart(States):
    """What starts the clock by a client's contract."""

    SHIPPED = "shipped", N_("The ship-out, or the arrival while it is unknown")
    ARRIVED = "arrived", N_("The arrival of the goods")


class Designation(NamedTuple):
    """A call in which the customer named another time: the proof of CON-15, taken from the call log."""

    called_at: dt.datetime
    window_start: dt.datetime
    window_end: dt.datetime


class Punctuality(NamedTuple):
    """`state`: running, kept, late or excused. `late_by` counts on behind an excuse, for the reports (CON-15)."""

    state: str
    late_by: dt.timedelta = dt.timedelta()
    excuse: Designation | None = None


def clock_start(
    shipped_at: dt.datetime | None, arrived_at: dt.datetime | None, rule: PromiseStart = PromiseStart.SHIPPED
) -> dt.datetime | None:
    """When the promise begins to run; None while the moment is not known (AMB-01)."""
    return arrived_at if rule is PromiseStart.ARRIVED else shipped_at or arrived_at


@lru_cache(maxsize=4096)  # the orders of one truck have few moments
def due_at(started_at: dt.datetime | None, hours: int | None) -> dt.datetime | None:
    """The last moment of the promise, in the zone of its start; None while the start or the zone is unknown."""
    if started_at is None or hours is None:
        return None
    return (started_at.astimezone(dt.UTC) + dt.timedelta(hours=hours)).astimezone(started_at.tzinfo)


def lateness(due: dt.datetime | None, done_at: dt.datetime) -> dt.timedelta:
    """How much later than promised, never negative; nothing while nothing is promised."""
    return max(done_at - due, dt.timedelta()) if due else dt.timedelta()


def excuse_of(due: dt.datetime | None, calls: Iterable[Designation]) -> Designation | None:
    """The customer's last word before the promise ended, when it names a later time (CON-15); else None.

    A time agreed on after the promise was broken excuses nothing, and an earlier one that the customer took back
    counts no more.
    """
    if due is None:
        return None
    before = [call for call in calls if call.called_at <= due]
    last = max(before, key=lambda call: call.called_at, default=None)
    return last if last and last.window_start > due else None


def punctuality_of(
    due: dt.datetime | None, calls: Iterable[Designation], *, now: dt.datetime, done_at: dt.datetime | None = None
) -> Punctuality:
    """Whether the promise was kept, by `done_at`, or by `now` while nothing is done.

    An excuse holds until the time that the customer named is over.
    """
    moment = done_at or now
    late_by = lateness(due, moment)
    if not late_by:
        return Punctuality(KEPT if done_at else RUNNING)
    excuse = excuse_of(due, calls)
    if excuse and moment <= excuse.window_end:
        return Punctuality(EXCUSED, late_by, excuse)
    return Punctuality(LATE, late_by)
