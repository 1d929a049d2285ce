"""An import stops nobody on the road or at the call desk; on PostgreSQL only."""

import threading

import pytest
from django.db import connection, transaction

from core import clock
from dispatch.calls.models import CallLog
from dispatch.calls.services.calls import call_log
from orders.intake.services.imports import order_import
from tests.cod.money import Money
from tests.dispatch.morning import planned, stock, window
from tests.orders.books import book, row
from tests.world import World


@pytest.fixture
def real_day(committed, settings):
    settings.SIMULATION = True
    date = clock.today()
    clock.move_to(clock.at(date, "09:00"))
    with transaction.atomic():
        return World.build(), date


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_driver_sells_and_the_desk_calls_while_an_import_is_under_way(real_day):
    """Everything of the import is written and not yet committed: neither the sale nor the call waits for it."""
    world, date = real_day
    money = Money(world, date)
    with transaction.atomic():
        sold = world.order_make(amount_fen=199_900)
        orders = stock(world, date, [0] * 4)
        planned(world, date, orders)
    money.out(world.drivers[1], [sold])
    at, done = clock.now(), []

    def sale():
        done.append(money.sale(sold, reference=900001, at=at).booked)

    def call():
        call_log(order=orders[-1], caller=world.cs_agent, result="booked", **window(date, "10:00", "13:00"))
        done.append("called")

    def others_work(_work):
        threads = [threading.Thread(target=_apart, args=(task,), daemon=True) for task in (sale, call)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert sorted(done) == ["called", "order"]

    rows = [row(订单号=f"L{n}", 代收金额=100, 付款方式="刷卡") for n in range(150)] + [row(订单号="L-I", 区="崇明区")]
    batch = order_import(
        content=book(*rows),
        filename="l.xlsx",
        business_date=date,
        client=world.client,
        platform=world.platform,
        actor=world.intake,
        finish=others_work,
    )
    assert (batch.created, batch.out_of_area) == (150, 1)
    assert CallLog.objects.count() == 1


def _apart(task):
    try:
        task()
    finally:
        connection.close()
