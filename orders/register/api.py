"""Orders over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.pagination import page_of
from orders.register.filters import OrderFilter
from orders.register.selectors.orders import listed, orders_for
from orders.register.serializers import OrderOut
from people.access import needs


@extend_schema(responses=OrderOut(many=True))
@needs("orders.read")
@api_view(["GET"])
def order_list(request):
    """Orders by ?business_date=&status=&zone=&payment=&q=&page=&size=."""
    found = OrderFilter(request.GET, queryset=listed(orders_for(request.user)))
    rows = found.qs if found.form.is_valid() else found.qs.none()
    page = page_of(rows, request)
    return Response({"count": page.total, "results": OrderOut(page.items, many=True).data})
