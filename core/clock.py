"""The only source of now.

In simulation mode the clock is a database row that the simulated day or the demonstration moves; the timed jobs
fall due by it. `pinned()` reads that row once for a request or a task.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias
from zoneinfo import ZoneInfo

from django.conf import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")
ClockReading: TypeAlias = tuple[dt.datetime, dt.datetime, bool]  # what it showed, when by the machine, whether it ticks
_shift: ContextVar[ClockReading | None] = ContextVar("clock_shift", default=None)


def real_now() -> dt.datetime:
    """The machine's own time, aware. For leases and heartbeats, which must run whatever the demo time."""
    return dt.datetime.now(dt.UTC)


def now() -> dt.datetime:
    """The current instant, aware (UTC)."""
    if not settings.SIMULATION:
        return real_now()
    reading = _shift.get() or _reading()
    return reading[0] + (real_now() - reading[1] if reading[2] else dt.timedelta(0))


def today() -> dt.date:
    """The calendar date in Shanghai."""
    return local(now()).date()


def local(instant: dt.datetime) -> dt.datetime:
    """The instant on a Shanghai wall clock."""
    return instant.astimezone(SHANGHAI)


def at(date: dt.date, time: dt.time | str) -> dt.datetime:
    """The instant of `time` ("23:00", or a datetime.time) on `date` in Shanghai."""
    if isinstance(time, str):
        time = dt.time.fromisoformat(time)
    return dt.datetime.combine(date, time, SHANGHAI)


def day_bounds(date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """First instant of a Shanghai day and of the day after."""
    return at(date, "00:00"), at(date + dt.timedelta(days=1), "00:00")


def is_week_over(week: dt.date) -> bool:
    """Whether the date is a Monday whose week has ended (CON-10)."""
    return not week.weekday() and week <= week_of(today()) - dt.timedelta(days=7)


def week_of(date: dt.date) -> dt.date:
    """Monday of the week that holds `date`."""
    return date - dt.timedelta(days=date.weekday())


@contextmanager
def pinned() -> Iterator[None]:
    """Read the simulated clock once for everything inside; a pin within a pin is the same pin."""
    if not settings.SIMULATION or _shift.get() is not None:
        yield
        return
    token = _shift.set(_reading())
    try:
        yield
    finally:
        _shift.reset(token)


def move_to(instant: dt.datetime, *, running: bool = False) -> None:
    """Set the simulated clock. `running` lets it tick on from there."""
    from core.models import SimulatedClock

    assert settings.SIMULATION, "only a simulation has a clock that can be moved"
    set_at = real_now()
    SimulatedClock.objects.update_or_create(pk=1, defaults={"reads": instant, "set_at": set_at, "running": running})
    if _shift.get() is not None:
        _shift.set((instant, set_at, running))


def _reading() -> ClockReading:
    from core.models import SimulatedClock

    row = SimulatedClock.objects.filter(pk=1).values_list("reads", "set_at", "running").first()
    if row is None:
        instant = real_now()
        return instant, instant, True
    return row
