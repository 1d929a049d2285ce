"""The editable working-day calendar (ENT-03). A year without official days falls back to weekdays."""

import datetime as dt

from core import audit, clock, workdays
from core.kinds import CALENDAR_SET
from core.models import WorkDay
from core.types import Actor
from core.workdays import YearUnknown, official_days


def is_working(date: dt.date) -> bool:
    """Whether `date` is a working day: the editable row, else Monday to Friday."""
    row = WorkDay.objects.filter(date=date).values_list("is_working", flat=True).first()
    return date.weekday() < 5 if row is None else row


def next_working(date: dt.date, offset: int = 1) -> dt.date:
    """The `offset`-th working day strictly after `date` (AMB-02, AMB-25)."""
    return workdays.next_working(date, offset, is_working)


def on_or_after(date: dt.date) -> dt.date:
    """`date` itself when it is a working day, else the next one (AMB-25)."""
    return workdays.next_working(date, 0, is_working)


def year_fill(*, year: int) -> int:
    """Write a year's official holidays and make-up days where no row stands; returns how many were new."""
    try:
        days = official_days(year)
    except YearUnknown:
        return 0
    rows = [WorkDay(date=day, is_working=working, note=note[:60]) for day, (working, note) in days.items()]
    before = WorkDay.objects.filter(date__year=year).count()
    WorkDay.objects.bulk_create(rows, ignore_conflicts=True)
    return WorkDay.objects.filter(date__year=year).count() - before


def years_fill(using: str = "default", **signal: object) -> None:
    """Fill this year and its neighbours after every migrate; what was edited by hand stays."""
    year = clock.real_now().year
    for wanted in (year - 1, year, year + 1):
        if not year_known(wanted):
            year_fill(year=wanted)


def year_known(year: int) -> bool:
    """Whether this year has official days in the calendar; the day board says when it has not."""
    return WorkDay.objects.filter(date__year=year, official=True).exists()


def day_set(*, date: dt.date, working: bool, note: str, actor: Actor | None) -> WorkDay:
    """Change one day by hand, with its reason."""
    row, _ = WorkDay.objects.update_or_create(
        date=date, defaults={"is_working": working, "note": note[:60], "official": False}
    )
    audit.record(actor=actor, action=CALENDAR_SET, subject=row, new={"is_working": working}, note=note)
    return row
