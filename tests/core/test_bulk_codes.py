"""A code that nobody declares is refused however rows are written, also by COPY."""

import pytest

from core.bulk import rows_add
from core.codes import UnknownCode
from orders.register.models import GoodsItem

NAMES = ("order_id", "line_no", "name", "holder_id", "area")


@pytest.mark.parametrize("count", [1, 150])
def test_an_unknown_code_is_refused_among_few_and_among_many(world, count):
    order = world.order_make()
    rows = [(order.pk, 500 + n, "x", world.client_holder.pk, "") for n in range(count - 1)]
    with pytest.raises((UnknownCode, ValueError)):
        rows_add(GoodsItem, NAMES, [*rows, (order.pk, 999, "x", world.client_holder.pk, "no_such_area")])
    assert GoodsItem.objects.filter(order=order).count() == 1
