"""The arithmetic of the promise: AMB-01, CON-15, part i."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from orders.register.promises import (
    EXCUSED,
    KEPT,
    LATE,
    RUNNING,
    Designation,
    clock_start,
    due_at,
    lateness,
    punctuality_of,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = dt.timedelta(hours=1)
FIRST, LAST = dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001 - the strategy wants naive bounds
moments = st.datetimes(FIRST, LAST, timezones=st.just(SHANGHAI))
spans = st.timedeltas(dt.timedelta(), dt.timedelta(days=9))
promised = st.sampled_from([24, 48])


def at(text):
    return dt.datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SHANGHAI)


def call(called, start, end):
    return Designation(at(called), at(start), at(end))


def test_the_clock_starts_at_the_ship_out_else_at_the_arrival():
    """AMB-01."""
    shipped, arrived = at("01 22:00"), at("02 04:50")
    assert due_at(clock_start(shipped, arrived), 24) == at("02 22:00")
    assert due_at(clock_start(None, arrived), 48) == at("04 04:50")
    assert due_at(clock_start(None, None), 24) is None


def test_customer_excused_by_a_call_before_the_promise_ended():
    """CON-15: due 2 November 22:00, the customer wants the 4th, 10 to 12."""
    due, wish = at("02 22:00"), call("02 08:30", "04 10:00", "04 12:00")
    delivered = punctuality_of(due, [wish], now=at("05 00:00"), done_at=at("04 11:00"))
    assert (delivered.state, delivered.late_by, delivered.excuse) == (EXCUSED, 37 * HOUR, wish)
    assert punctuality_of(due, [wish], now=at("05 00:00"), done_at=at("04 12:01")).state == LATE
    assert punctuality_of(due, [], now=at("05 00:00"), done_at=at("04 11:00")).state == LATE


def test_no_excuse_afterwards_and_none_that_was_taken_back():
    """CON-15: proof is a call, and the last one counts."""
    due, done = at("02 22:00"), at("04 11:00")
    afterwards = call("03 08:30", "04 10:00", "04 12:00")
    assert punctuality_of(due, [afterwards], now=done, done_at=done).state == LATE
    wish, sooner = call("02 08:30", "04 10:00", "04 12:00"), call("02 09:30", "02 15:00", "02 17:00")
    assert punctuality_of(due, [wish, sooner], now=done, done_at=done).state == LATE
    assert punctuality_of(due, [sooner, wish], now=done, done_at=done).state == LATE


@given(moments, promised)
def test_the_promise_is_that_many_hours_long(start, hours):
    due = due_at(start, hours)
    assert due - start == hours * HOUR and due.tzinfo is SHANGHAI


@given(moments, promised, spans)
def test_late_only_after_the_last_moment(start, hours, after):
    due = due_at(start, hours)
    assert lateness(due, due - after) == dt.timedelta()
    assert lateness(due, due + after) == after
    assert punctuality_of(due, [], now=due + after, done_at=due).state == KEPT
    assert punctuality_of(due, [], now=due + after).state == (LATE if after else RUNNING)


@given(moments, promised, st.lists(st.tuples(spans, spans, spans), max_size=4), spans)
def test_an_excuse_never_shortens_lateness_and_never_comes_from_an_earlier_time(start, hours, calls, after):
    due = due_at(start, hours)
    words = [Designation(start + a, start + a + b, start + a + b + c) for a, b, c in calls]
    punctuality = punctuality_of(due, words, now=due + after, done_at=due + after)
    assert punctuality.late_by == after
    if punctuality.state == EXCUSED:
        assert punctuality.excuse.called_at <= due < punctuality.excuse.window_start
        assert due + after <= punctuality.excuse.window_end


@given(moments, moments, promised)
def test_the_later_it_is_done_the_later_it_is(one, other, hours):
    due = due_at(one, hours)
    first, second = sorted([one, other])
    assert lateness(due, first) <= lateness(due, second)
