"""Orders over the API."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.pagination import page_at
from core.serializers import PageIn, counted
from orders.register.filters import OrderFilter
from orders.register.models import Order
from orders.register.selectors.orders import listed, order_get, orders_for
from orders.register.serializers import OrderDetailOut, OrderOut
from people.access import needs


@needs("orders.read")
@operation("GET", takes=PageIn, gives=counted(OrderOut), filterset_class=OrderFilter)
def order_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Orders of a page, filtered; none where a filter makes no sense. `count` ends at 10,001."""
    found = OrderFilter(request.GET, queryset=listed(orders_for(request.user)))
    page = page_at(found.qs if found.form.is_valid() else found.qs.none(), **asked)
    return {"count": page.total, "results": page.items}


@needs("orders.read")
@operation("GET", gives=OrderDetailOut)
def order_detail(request: Request, pk: int) -> Order:
    """One order."""
    return order_get(user=request.user, pk=pk)
