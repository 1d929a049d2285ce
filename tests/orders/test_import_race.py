"""Two imports of the same file at the same moment create each order once (INV-02); on PostgreSQL only."""

import threading
from collections import Counter

import pytest
from django.db import connection

from orders.intake.services.imports import order_import
from orders.register.models import Client, Order
from orders.register.services.setup import client_create
from people.models import Platform
from people.services.places import platform_create
from tests.orders.books import book, row
from tests.orders.test_import import F0_DAY

ROUNDS = 5


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_create_each_order_once():
    platform_create(code="RC", name="并", is_hub=True, actor=None)
    client_create(code="RC", name="并", actor=None)
    for number in range(ROUNDS):
        content = book(*[row(订单号=f"R{number}-{place}") for place in range(20)])
        gate, totals, failures = threading.Barrier(2), Counter(), []
        threads = [threading.Thread(target=_run, args=(content, gate, totals, failures)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert totals == {"created": 20, "unchanged": 20}
    assert Order.objects.count() == 20 * ROUNDS


def _run(content, gate, totals, failures):
    try:
        client, platform = Client.objects.get(code="RC"), Platform.objects.get(code="RC")
        gate.wait(timeout=30)
        batch = order_import(
            content=content, filename="r.xlsx", business_date=F0_DAY, client=client, platform=platform, actor=None
        )
        totals.update(created=batch.created, unchanged=batch.unchanged)
    except Exception as error:  # noqa: BLE001 a thread's failure must fail the test
        failures.append(error)
    finally:
        connection.close()
