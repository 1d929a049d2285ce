"""Two people at the same goods and the same case (INV-10, BG-17, FLW-B), with real connections on PostgreSQL."""

from functools import partial

import pytest
from django.db import transaction

from core import clock
from core.errors import Refusal
from orders.exceptions.cases import OTHER
from orders.exceptions.models import NextStep
from orders.exceptions.services.cases import exception_close, exception_instruct, exception_open
from orders.gate.decisions import KEEP
from orders.gate.models import AreaMove
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from orders.register.models import CustodyMovement
from tests.dispatch.morning import stock
from tests.orders.gate import check, sign, truck
from tests.orders.test_gate_later import surplus
from tests.races import together
from tests.world import World

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


@pytest.fixture
def real(committed, settings):
    """(world, day) in rows that several connections see."""
    settings.SIMULATION = True
    day = clock.today()
    clock.move_to(clock.at(day, "07:10"))
    with transaction.atomic():
        return World.build(), day


@transaction.atomic
def in_stock(world, day):
    return stock(world, day, [0] * ROUNDS)


@transaction.atomic
def surplus_and_orders(world):
    """Surplus goods kept in the store, and two orders of which each could be theirs."""
    world.order_make()
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    found = surplus(world, arrival, code="B1")
    sign(world, arrival)
    exception_close(case=found.case, executed=KEEP, actor=world.cs_agent)
    return found, [world.order_make() for _ in range(2)]


def test_two_slips_for_one_item_are_one(real):
    world, day = real
    for order in in_stock(world, day):
        (item,) = order.items.values_list("pk", flat=True)
        answers = together(*[partial(area_move, items=[item], area="returns", signer=world.keeper)] * 2)
        assert [getattr(answer, "code", "") for answer in answers].count("stands_there") == 1
        assert AreaMove.objects.filter(item=item).count() == 1


def test_two_instructions_leave_one_step(real):
    """Deliver again and return at once: one step waits, and it is that of the last instruction's kind."""
    world, day = real
    say = {"client_staff_no": "80231", "text": "", "actor": world.cs_agent}
    for order in in_stock(world, day):
        with transaction.atomic():
            opened = [exception_open(kind=OTHER, order=order, actor=world.cs_agent) for _ in range(2)]
        answers = together(
            partial(exception_instruct, case=opened[0], decision="redeliver", **say),
            partial(exception_instruct, case=opened[1], decision="return_to_client", **say),
        )
        assert not [answer for answer in answers if isinstance(answer, Refusal)]
        assert NextStep.objects.filter(order=order, status="waiting").count() == 1
        assert NextStep.objects.filter(order=order, status="dropped").count() == 1


def test_surplus_goods_join_one_order(real):
    world, _day = real
    found, wanted = surplus_and_orders(world)
    joins = [partial(surplus_join, found=found, order_no=order.order_no, actor=world.keeper) for order in wanted]
    answers = together(*joins)
    assert [getattr(answer, "code", "") for answer in answers].count("not_kept") == 1
    assert CustodyMovement.objects.filter(item__order__in=wanted).count() == 1
