"""The evening of D01: his run of twelve orders before anything is matched."""

import pytest

from core import clock
from tests.dispatch.morning import D01, D01_CASH, on_road, reasons, stock
from tests.returns.evening import close_all


@pytest.fixture
def d01(world, day):
    """(run, orders): D01's twelve orders; O02 and O06 refused at the door, O12 claimed as delivered."""
    clock.move_to(clock.at(day, "07:10"))
    reasons()
    orders = stock(world, day, D01, D01_CASH)
    run = on_road(world, day, orders)
    clock.move_to(clock.at(day, "16:00"))
    close_all(world, orders, {1, 5}, world.drivers[0].user)
    clock.move_to(clock.at(day, "18:30"))
    return run, orders
