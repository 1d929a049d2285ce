"""Orders over the API."""

from core.contract import operation
from core.pagination import page_at
from core.serializers import PageIn, counted
from core.types import JsonObject
from orders.register.filters import OrderFilter
from orders.register.rights import ORDERS_READ
from orders.register.selectors.orders import listed, orders_for
from orders.register.serializers import OrderOut
from people.access import ApiRequest, needs


@needs(ORDERS_READ)
@operation("GET", takes=PageIn, gives=counted(OrderOut), filterset_class=OrderFilter)
def order_list(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """Orders of a page, filtered; none where a filter makes no sense. `count` ends at 10,001."""
    found = OrderFilter(request.GET, queryset=listed(orders_for(request.user)))
    page = page_at(found.qs if found.form.is_valid() else found.qs.none(), **asked)
    return {"count": page.total, "results": page.items}
