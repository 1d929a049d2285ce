"""Two dispatchers at once, on a database that really runs them at once."""

import threading

import pytest
from django.db import connections, transaction

from core.errors import Conflict
from dispatch.runs.models import Run, RunStop
from dispatch.runs.services.runs import run_plan
from people.services.accounts import user_create
from tests.dispatch.morning import stock

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


def test_two_dispatchers_at_once(world, day):
    """The unique constraint decides: one plan stands, the other is refused by name, and no stop is doubled."""
    with transaction.atomic():
        orders = stock(world, day, [0] * 6)
    second = user_create(
        username="dispatcher2",
        name="测二",
        staff_no="A777",
        roles=["dispatcher"],
        password="a-long-test-password",
        actor=None,
        platform=world.platform,
    )
    gate, results = threading.Barrier(2), []

    def plan(driver, rows, actor):
        gate.wait()
        try:
            run_plan(business_date=day, platform=world.platform, runs=[(driver, None, rows)], actor=actor)
            results.append("planned")
        except Conflict as error:
            results.append((error.code, error.where["order"] in {order.order_no for order in orders}))
        finally:
            connections.close_all()

    work = [
        (world.drivers[0], orders, world.dispatcher),
        (world.drivers[1], list(reversed(orders)), second),
    ]
    threads = [threading.Thread(target=plan, args=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results, key=str) == [("planned_already", True), "planned"]
    assert (RunStop.objects.count(), Run.objects.count()) == (6, 1)
