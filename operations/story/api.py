"""One order for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from operations.story.serializers import OrderDetailOut
from orders.register.selectors.orders import order_get
from people.access import needs


@extend_schema(responses=OrderDetailOut)
@needs("orders.read")
@api_view(["GET"])
def order_detail(request, pk):
    """One order."""
    return Response(OrderDetailOut(order_get(user=request.user, pk=pk)).data)
