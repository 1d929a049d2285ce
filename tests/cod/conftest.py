"""A loaded morning for the money room: orders in the van of D01, terminal P01 in his hand."""

import pytest

from tests.cod.money import Money


@pytest.fixture
def money(world, day):
    """See tests/cod/money.py."""
    return Money(world, day)
