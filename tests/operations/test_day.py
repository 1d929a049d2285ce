"""The simulated day in this process: F0 end to end with its figures, and what a day refuses."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from core import clock
from lab.http import LocalTransport
from lab.simulation.cast import world_create
from lab.simulation.day import Day
from lab.simulation.progress import Silent
from lab.simulation.report import report_of, table_of
from lab.simulation.scenario import f0_line, seeded
from tests.architecture.budgets import CountingHandler, over_budget

D = dt.date(2026, 11, 2)


@pytest.fixture
def stage(db, settings):
    """A simulation that opens at 04:00 of the day: `stage(scenario)` gives the Day."""
    settings.SIMULATION = True
    clock.move_to(clock.at(D, "04:00"))

    def made(scenario):
        world_create(drivers=scenario.drivers)
        transport = LocalTransport()
        transport.handler = CountingHandler()
        return Day(scenario, transport, Silent(1))

    return made


@pytest.mark.long
def test_f0_line_from_the_workbook_to_the_paid_week(stage):
    """Part k's F0 without what later issues bring: every figure, and nobody holds anything in the end."""
    day = stage(f0_line(D))
    day.play()
    report = report_of(day, 0)
    assert report["faults"] == [], table_of(report)
    assert [report["drivers"][code] for code in ("D01", "D02", "D03")] == [1_196_200, 988_400, 415_000]
    assert report["cod_sheet_fen"] == 2_599_600
    assert (report["delivered"], report["refused"]) == (112, 3)
    assert report["money"]["remitted"] == 2_599_600
    assert report["balanced"]
    assert over_budget("F0", day.transport.handler.costs) == {}


def test_a_small_seeded_day_balances(stage):
    """Another seed is another day: phone refusals, refusals at the door, a short item, and it balances."""
    day = stage(seeded(date=D, orders=24, seed=7))
    day.play()
    report = report_of(day, 0)
    assert report["balanced"], table_of(report)
    assert report["orders"] == 24 and report["delivered"] + report["refused"] == 23
    assert over_budget("24 orders", day.transport.handler.costs) == {}


@pytest.mark.parametrize("date", [None, D])
def test_an_address_without_a_host_is_said_to_be_one(date):
    with pytest.raises(CommandError, match="localhost:8700 names no host"):
        call_command("day", url="localhost:8700", date=date)
