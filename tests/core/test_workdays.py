"""Official days of China, and counting by them or by weekdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workdays
from core.workdays import next_working, official_days

DAYS = st.dates(date(2004, 6, 1), date(2026, 6, 1))
KNOWN = {day: worked for year in range(2004, 2027) for day, (worked, _) in official_days(year).items()}


def official(day):
    return KNOWN[day]


def test_national_day_of_2026():
    days = official_days(2026)
    assert days[date(2026, 10, 1)] == (False, "National Day")
    assert days[date(2026, 10, 10)] == (True, "National Day")  # a Saturday worked instead
    assert days[date(2026, 11, 23)] == (True, "")
    assert days[date(2026, 11, 22)] == (False, "")


def test_every_day_of_a_known_year_is_there_and_every_note_has_a_title():
    for year in range(workdays.FIRST_YEAR, workdays.LAST_YEAR + 1):
        days = official_days(year)
        assert list(days) == sorted(days) and len(days) in (365, 366)
        assert {note for _, note in days.values()} <= {"", *workdays.TITLES}


@pytest.mark.parametrize("year", [2003, 2027])
def test_an_unknown_year_says_so(year):
    with pytest.raises(workdays.YearUnknown) as refusal:
        official_days(year)
    assert refusal.value.year == year


def test_the_day_after_the_last_day_before_a_holiday():
    assert next_working(date(2026, 9, 30), 1, official) == date(2026, 10, 8)
    assert next_working(date(2026, 10, 8), -1, official) == date(2026, 9, 30)
    assert next_working(date(2026, 10, 3), 0, official) == date(2026, 10, 8)
    assert next_working(date(2026, 11, 20), 1, lambda day: day.weekday() < 5) == date(2026, 11, 23)


@given(DAYS, st.integers(-40, 40))
def test_counting_lands_on_a_working_day_with_the_right_number_between(day, offset):
    found = next_working(day, offset, official)
    assert official(found)
    if offset > 0:
        passed = [day + timedelta(days=step) for step in range(1, (found - day).days + 1)]
        assert sum(map(official, passed)) == offset
    if offset < 0:
        passed = [found + timedelta(days=step) for step in range((day - found).days)]
        assert sum(map(official, passed)) == -offset


@given(DAYS, st.integers(1, 20), st.integers(1, 20))
def test_counting_in_two_parts_is_counting_once(day, first, second):
    halfway = next_working(day, first, official)
    assert next_working(halfway, second, official) == next_working(day, first + second, official)
    assert next_working(halfway, -first, official) <= next_working(day, 0, official)


def test_a_rule_without_working_days_ends():
    with pytest.raises(ValueError):
        next_working(date(2026, 1, 1), 1, lambda day: False)
