"""One order for programs."""

from core.contract import operation
from operations.story.serializers import OrderDetailOut
from orders.register.models import Order
from orders.register.rights import ORDERS_READ
from orders.register.selectors.orders import order_get
from people.access import ApiRequest, needs


@needs(ORDERS_READ)
@operation("GET", gives=OrderDetailOut)
def order_detail(request: ApiRequest, pk: int) -> Order:
    """One order."""
    return order_get(user=request.user, pk=pk)
