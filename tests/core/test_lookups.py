"""Numbers are found by how they begin and end, by an index where there are millions."""

import pytest
from django.db import connection

from orders.register.models import Order


@pytest.mark.parametrize("text", ["0042", "x%2", "_2", "B-7", "b-7", "\\9", "none"])
def test_ends_finds_what_iendswith_finds(world, text):
    for number in ("A-0042", "AX%2", "A_2", "AX12", "a-b-7", "A\\9"):
        Order.objects.filter(pk=world.order_make().pk).update(order_no=number)
    found = set(Order.objects.filter(order_no__ends=text).values_list("order_no", flat=True))
    assert found == set(Order.objects.filter(order_no__iendswith=text).values_list("order_no", flat=True))
    assert bool(found) == (text != "none")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such indexes: ./run test --services")
@pytest.mark.parametrize("way", ["istartswith", "iexact", "ends"])
def test_an_index_serves_each_way_of_looking(db, way):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Order.objects.order_by().filter(**{f"order_no__{way}": "C01-0042"}).explain()
    assert f"orders_order_order_no_{'ends' if way == 'ends' else 'begins'}" in plan
