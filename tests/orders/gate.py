"""A truck at the gate, for tests: 117 orders with 130 items as in fixture F0, and the steps of the keeper."""

from contextlib import contextmanager

import pytest

from core import clock
from core.errors import Refusal
from orders.gate.services import arrival as arrivals
from orders.gate.services.photos import line_photo_add
from orders.register.models import GoodsItem, GoodsPart

# The smallest PNG there is: a drawn signature.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6360000000020001e5"
    "27defc0000000049454e44ae426082"
)


def orders_of_f0(world):
    """117 orders: 104 of one item and 13 of two; the last two are the air conditioner and the short one (SCN-03)."""
    orders = [world.order_make(items=2 if place < 13 else 1) for place in range(117)]
    item = orders[-2].items.get()
    GoodsPart.objects.create(item=item, kind="indoor", code="KF-26-N")
    GoodsPart.objects.create(item=item, kind="outdoor", code="KF-26-W")
    return orders


def truck(world, at="04:50", unloaded=True):
    """A registered truck, unloaded unless told otherwise."""
    day = clock.today()
    clock.move_to(clock.at(day, at))
    arrival = arrivals.arrival_register(
        client=world.client,
        platform=world.platform,
        business_date=day,
        carrier="支线承运",
        plate="沪b12345",
        seal_no="F8812",
        actor=world.keeper,
    )
    if unloaded:
        clock.move_to(clock.at(day, "05:30"))
        arrivals.arrival_unloaded(arrival=arrival, actor=world.keeper)
    arrival.refresh_from_db()
    return arrival


def check(world, arrival, *lines, rest=None):
    return arrivals.arrival_check(arrival=arrival, lines=lines, rest=rest, actor=world.keeper)


def line(order, outcome, **found):
    return {"item": order.items.first().pk, "outcome": outcome, **found}


def photo(world, arrival, order):
    """A photo of the order's first item at the gate."""
    item = order.items.first().pk
    return line_photo_add(arrival=arrival, item=item, content=PNG, name="carton.png", actor=world.keeper)


def sign(world, arrival):
    """Issue and let both sign; returns the sheet."""
    sheet = arrivals.arrival_issue(arrival=arrival, actor=world.keeper)
    shown = {"shown": sheet.shown_hash, "arrival": arrival, "actor": world.keeper}
    assert not arrivals.arrival_sign(side="keeper", signer=world.keeper, **shown)
    assert arrivals.arrival_sign(side="carrier", name="承运代表", image=PNG, **shown)
    return sheet


def on_hand(world):
    return GoodsItem.objects.filter(holder__kind="store", holder__platform=world.platform).count()


@contextmanager
def refused(code):
    """The command is refused for this reason."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code, str(caught.value)
