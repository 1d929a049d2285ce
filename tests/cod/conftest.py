"""A loaded morning for the money room: orders in the van of D01, terminal P01 in his hand."""

import pytest

from tests.cod.money import Money


@pytest.fixture
def money(world, day):
    """See tests/cod/money.py."""
    return Money(world, day)


@pytest.fixture
def out(money, world):
    """(run, orders): D01 on the road since 07:00 with P01 and orders of 1,000, 2,000 and 0 yuan; it is 11:00."""
    money.at("07:00")
    orders = [world.order_make(amount_fen=fen) for fen in (100_000, 200_000, 0)]
    run = money.out(world.drivers[0], orders)
    money.at("11:00")
    return run, orders
