"""Races on PostgreSQL: many devices report at once, a refusal meets a sale. What is charged is what was due, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import close_old_connections, connection, transaction

from cod.models import Collection, Sale, SuspenseCase
from cod.services.proof import ledger_verify
from core import clock
from core.errors import Refusal
from orders.models import Order
from orders.services.status import orders_move
from tests.cod.money import Money, standing
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


def together(*tasks):
    """Run the tasks at the same moment, each on its own connection; returns answers, refusals among them."""
    gate = threading.Barrier(len(tasks))

    def one(task):
        gate.wait()
        try:
            return task()
        except Refusal as refusal:
            return refusal
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(one, tasks))


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


def test_a_refusal_meets_a_sale(real_day):
    """Refused and charged never both: the loser finds the order locked and its state changed."""
    driver = real_day.world.drivers[0]
    orders = orders_of(real_day, ROUNDS, 1000)
    real_day.out(driver, orders)
    seen = set()
    for place, order in enumerate(orders):
        together(partial(real_day.sale, order, reference=f"R{place}"), partial(_refuse, order, driver.user))
        order.refresh_from_db()
        collected = Collection.objects.filter(order=order).exists()
        assert (order.status, order.payment_state) in {("refused_onsite", "not_due"), ("out_for_delivery", "paid")}
        assert collected == (order.payment_state == "paid")
        seen.add(order.status)
    assert seen
    assert ledger_verify() == []


@transaction.atomic
def _refuse(order, actor):
    """As the door does it: look under the order's lock, then move."""
    row = Order.objects.select_for_update().get(pk=order.pk)
    if row.payment_state == "unpaid":
        orders_move(action="refuse_onsite", order_ids=[order.pk], actor=actor)
