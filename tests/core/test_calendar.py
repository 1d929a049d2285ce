"""The editable working-day calendar (ENT-03, AMB-02, AMB-25)."""

import datetime as dt

from core import calendar
from core.models import AuditRow, WorkDay


def test_official_holidays_and_make_up_days_are_there_after_migrate(db):
    """National Day 2026 is off; the make-up Saturday of it is worked; 2027 is not known and falls back to weekdays."""
    assert not calendar.is_working(dt.date(2026, 10, 1))
    assert calendar.is_working(dt.date(2026, 10, 10))
    assert calendar.year_known(2026) and not calendar.year_known(2027)
    assert calendar.is_working(dt.date(2027, 10, 1))


def test_the_second_working_day_of_a_friday_is_monday(db):
    """AMB-02: Friday 6 November 2026 is reviewed on Monday the 9th."""
    assert calendar.next_working(dt.date(2026, 11, 6)) == dt.date(2026, 11, 9)


def test_a_day_is_changed_by_hand_with_its_reason(db):
    """An edited Thursday shifts what falls due on it (AMB-25), and the change is in the audit."""
    thursday = dt.date(2026, 11, 12)
    assert calendar.on_or_after(thursday) == thursday
    calendar.day_set(date=thursday, working=False, note="stocktake", actor=None)
    assert calendar.on_or_after(thursday) == dt.date(2026, 11, 13)
    assert AuditRow.objects.get(action="calendar.set").note == "stocktake"
    calendar.year_fill(year=2026)
    assert not WorkDay.objects.get(date=thursday).is_working
