"""Races on PostgreSQL: many devices report at once, a refusal meets a sale. What is charged is what was due, once."""

from functools import partial

import pytest
from django.db import transaction

from cod.bank.models import SuspenseCase
from cod.money.proof import ledger_verify
from cod.pos.models import Collection, Sale
from core import clock
from core.errors import Refusal
from dispatch.calls.models import Appointment
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_refused
from tests.cod.money import Money, standing
from tests.dispatch.morning import reasons, stop_of
from tests.races import together
from tests.world import World

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROUNDS = 20


@pytest.fixture
def real_day(committed, settings):
    """Committed rows that several connections see."""
    settings.SIMULATION = True
    date = clock.today()
    clock.move_to(clock.at(date, "09:00"))
    with transaction.atomic():
        world = World.build()
    return Money(world, date)


def orders_of(money, count, fen):
    """Orders as an import makes them."""
    with transaction.atomic():
        return [money.world.order_make(amount_fen=fen) for _ in range(count)]


def test_fifty_notices_of_one_sale_are_one_sale(real_day):
    """INV-30: 25 connections send the same notice twice each; one is booked, all get the same answer."""
    (order,) = orders_of(real_day, 1, 219_900)
    real_day.out(real_day.world.drivers[0], [order])
    at = clock.now()
    notice = partial(real_day.sale, order, reference=900001, at=at)
    answers = together(*[notice] * 25) + together(*[notice] * 25)
    assert {answer.booked for answer in answers} == {"order"}
    assert (Sale.objects.count(), Collection.objects.count(), SuspenseCase.objects.count()) == (1, 1, 0)
    assert standing("POS_CLR") == 219_900
    assert ledger_verify() == []


def test_two_cards_for_one_order_charge_it_once(real_day):
    """The second card is in suspense, never in the order."""
    orders = orders_of(real_day, ROUNDS, 1000)
    real_day.out(real_day.world.drivers[0], orders)
    for place, order in enumerate(orders):
        answers = together(*[partial(real_day.sale, order, reference=f"C{place}-{n}") for n in range(2)])
        assert sorted(answer.booked for answer in answers) == ["order", "suspense"]
    assert standing("PAY_COL") == 1000 * ROUNDS
    assert ledger_verify() == []


@pytest.mark.parametrize("where", ["door", "phone"])
def test_a_refusal_meets_a_sale(real_day, where):
    """Refused and charged never both (FLW-F.4, INV-22): the loser finds the order locked and its state changed.

    A notice of the bank cannot be refused: one that comes second stands in suspense, not in the order.
    """
    driver, agent = real_day.world.drivers[0], real_day.world.cs_agent
    orders = orders_of(real_day, ROUNDS, 1000)
    refuse = partial(_at_the_door, driver=driver.user) if where == "door" else partial(_by_phone, agent=agent)
    real_day.out(driver, orders)
    _expected(orders, real_day.day)
    seen = set()
    for place, order in enumerate(orders):
        sold, refused = together(partial(real_day.sale, order, reference=f"R{place}"), partial(refuse, order))
        order.refresh_from_db()
        booked, lost = Collection.objects.filter(order=order).exists(), isinstance(refused, Refusal)
        assert booked == lost == (order.payment_state == "paid") == (sold.booked == "order")
        assert order.status == ("out_for_delivery" if booked else f"refused_{'onsite' if where == 'door' else 'phone'}")
        seen.add(order.status)
    assert seen
    assert SuspenseCase.objects.count() == ROUNDS - Collection.objects.count()
    assert ledger_verify() == []


@transaction.atomic
def _expected(orders, day):
    """Their customers can be called, and a refusal has a reason."""
    reasons()
    Appointment.objects.bulk_create([Appointment(order=order, business_date=day) for order in orders])
    clock.move_to(clock.at(day, "10:00"))


def _at_the_door(order, driver):
    return stop_close_refused(stop=stop_of(order), driver=driver, reason="changed_mind", note="不要了")


def _by_phone(order, agent):
    return call_log(
        order=order,
        caller=agent,
        result="refused",
        retention="not_retained",
        retention_note="不要了",
        client_staff_no="80417",
    )
