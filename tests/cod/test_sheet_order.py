"""The sheets of following days are made in their order: money of one day never stands on the next one's (INV-34)."""

import datetime as dt

import pytest

import cod.sheet23.services
from cod.sheet23.models import CodSheet
from cod.sheet23.services import handover_sheet_generate
from core import jobs
from core.models import JobRun
from tests.cod.money import Money
from tests.orders.gate import refused


@pytest.fixture
def two_days(world, day):
    """100.00 taken on the first day, 200.00 on the second; it is 23:01 of the second and no sheet was made."""
    money = Money(world, day)
    money.at("08:00")
    jobs.born_on()
    orders = [world.order_make(amount_fen=100_00 * times, business_date=day) for times in (1, 2)]
    money.out(world.drivers[0], orders, day=day)
    for place, order in enumerate(orders):
        money.at("20:00", days=place)
        money.sale(order)
    money.at("23:01", days=1)
    return day, day + dt.timedelta(days=1)


def totals():
    return dict(CodSheet.objects.values_list("business_date", "total_fen"))


def test_the_second_days_sheet_waits_for_the_first(two_days):
    first, second = two_days
    with refused("earlier_first"):
        handover_sheet_generate(business_date=second)
    for date in two_days:
        handover_sheet_generate(business_date=date)
    assert totals() == {first: 100_00, second: 200_00}


def test_a_job_that_failed_once_is_not_overtaken(two_days, monkeypatch):
    """The first attempt dies; while it waits for its minute the next day's is refused, then both are right."""
    first, second = two_days
    sheet, tried = cod.sheet23.services._sheet, []

    def dies_once(*about):
        tried.append(about)
        if len(tried) == 1:
            raise OSError("the disk is full")
        return sheet(*about)

    monkeypatch.setattr(cod.sheet23.services, "_sheet", dies_once)
    with pytest.raises(OSError, match="disk"):
        jobs.jobs_tick()
    with refused("earlier_first"):
        jobs.jobs_tick()
    assert totals() == {}
    JobRun.objects.update(retry_at=None)  # its minute is over
    jobs.jobs_tick()
    assert totals() == {first: 100_00, second: 200_00}
