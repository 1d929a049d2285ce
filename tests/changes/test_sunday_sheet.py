"""Wanted: the COD handover sheet at 22:30 on Sundays. Data only: one row."""

import datetime as dt

import pytest

from cod.sheet23.deadlines import COD_CUT_OFF
from cod.sheet23.models import CodSheet
from cod.sheet23.services import content_again, handover_sheet_generate
from core import clock, jobs
from core.deadlines import deadlines, timetable
from core.models import DeadlineHour, JobRun
from operations.board.selectors import board
from tests.cod.money import Money
from tests.orders.gate import refused

SUNDAY, BEFORE = dt.date(2026, 11, 22), dt.date(2026, 11, 15)


@pytest.fixture
def planted(world):
    def plant():
        return DeadlineHour.objects.create(
            deadline=COD_CUT_OFF, weekday=7, valid_from=SUNDAY, by=dt.time(22, 30), warn=dt.time(22, 0)
        )

    return plant


def sold(world, money, day, *times):
    """One order for each time, paid by card at that time of the day."""
    orders = [world.order_make(amount_fen=100_00 * place, business_date=day) for place in range(1, len(times) + 1)]
    clock.move_to(clock.at(day, "08:00"))
    driver = world.drivers[0]
    money.out(driver, orders, day=day)
    for order, time in zip(orders, times, strict=True):
        clock.move_to(clock.at(day, time))
        money.sale(order)


def light_of(user, day):
    return next(light for light in board(user, day)["lights"] if light.deadline == COD_CUT_OFF)


def test_job_board_page_and_paper_follow_the_row(world, planted, client):
    clock.move_to(clock.at(SUNDAY, "07:00"))
    planted()
    sold(world, Money(world, SUNDAY), SUNDAY, "22:10", "22:40")
    client.force_login(world.cashier)
    assert "22:30" in client.get("/cod-sheets/").content.decode()
    assert f"{clock.local(light_of(world.platform_manager, SUNDAY).at):%H:%M}" == "22:30"
    clock.move_to(clock.at(SUNDAY, "22:29"))
    with refused("too_early"):
        handover_sheet_generate(business_date=SUNDAY)
    clock.move_to(clock.at(SUNDAY, "22:41"))
    ran = jobs.jobs_tick()
    assert ("cod_sheet", SUNDAY) in ran
    assert JobRun.objects.get(job="cod_sheet", business_date=SUNDAY).due_at == clock.at(SUNDAY, "22:30")
    sheet = CodSheet.objects.get()
    assert (sheet.total_fen, sheet.cut_off) == (100_00, clock.at(SUNDAY, "22:30"))
    assert ["截止", "22:30"] in sheet.sheet.content["meta"]
    assert light_of(world.platform_manager, SUNDAY).tone == "ok"


def test_a_past_sheet_is_the_same_after_the_table_changed(world, planted):
    money = Money(world, BEFORE)
    sold(world, money, BEFORE, "22:10", "22:40")
    clock.move_to(clock.at(BEFORE, "23:01"))
    handover_sheet_generate(business_date=BEFORE)
    sheet = CodSheet.objects.get()
    planted()
    DeadlineHour.objects.create(deadline=COD_CUT_OFF, weekday=0, valid_from=dt.date(2026, 1, 1), by=dt.time(21, 0))
    assert (sheet.total_fen, sheet.cut_off) == (300_00, clock.at(BEFORE, "23:00"))
    assert content_again(sheet) == sheet.sheet.content


def test_a_weekdays_row_goes_before_every_days_and_a_newer_before_an_older(world, planted):
    planted()
    rows = ((0, "2026-11-01", "22:45"), (0, "2026-12-01", "22:50"))
    for weekday, since, by in rows:
        hour = {"valid_from": dt.date.fromisoformat(since), "by": dt.time.fromisoformat(by)}
        DeadlineHour.objects.create(deadline=COD_CUT_OFF, weekday=weekday, **hour)
    days = {"2026-10-31": "23:00", "2026-11-15": "22:45", "2026-11-22": "22:30", "2026-12-01": "22:50"}
    hours = timetable()
    found = {day: f"{hours.at(COD_CUT_OFF, dt.date.fromisoformat(day)):%H:%M}" for day in days}
    assert found == days


def test_every_deadline_is_in_time_order_and_names_its_requirement():
    found = list(deadlines)
    assert len(found) >= 14
    assert all(one.hours.warn <= one.hours.by and one.days_after in (0, 1) for one in found)
    assert {one.rule for one in found} >= {f"DAY-{n:02d}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13)}


def test_an_hour_after_midnight_is_one_of_the_next_day(world):
    """Said to be one of the next day, the cut-off is in the night after the date; else it is refused."""
    hour = {"deadline": COD_CUT_OFF, "valid_from": SUNDAY, "by": dt.time(0, 30)}
    with refused("days_after"):
        DeadlineHour.objects.create(**hour)
    DeadlineHour.objects.create(**hour, days_after=1)
    assert COD_CUT_OFF.at(SUNDAY) == clock.at(SUNDAY + dt.timedelta(days=1), "00:30")
