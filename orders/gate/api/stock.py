"""The store by area, and goods moved from area to area, over the API."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from orders.gate.selectors import stock
from orders.gate.selectors.surplus import surplus_for
from orders.gate.serializers.stock import JoinIn, MoveIn, item_json
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from people.access import needs


@needs("stock.read")
@api_view(["GET"])
def listed(request):
    """Items in the store, oldest first; ?area=normal|inspection|returns|defective|wanted_back, ?q=."""
    asked = request.query_params
    rows = stock.stock_found(request.user, area=asked.get("area", ""), text=asked.get("q", "").strip())
    return Response({"count": rows.count(), "results": [item_json(item) for item in rows[:500]]})


@needs("stock.move")
@api_view(["POST"])
def move(request):
    """Move items to another area by one slip, signed by the caller -> {sheet, number, shown_hash}."""
    data = MoveIn(data=request.data)
    data.is_valid(raise_exception=True)
    ids = stock.items_among(request.user, data.validated_data["items"])
    sheet = area_move(items=ids, area=data.validated_data["area"], signer=request.user)
    return Response({"sheet": sheet.pk, "number": sheet.number, "shown_hash": sheet.shown_hash}, status=201)


@needs("stock.move")
@api_view(["POST"])
def join(request, pk):
    """Surplus goods in the store are the goods of an expected order -> {item, order, order_status}."""
    data = JoinIn(data=request.data)
    data.is_valid(raise_exception=True)
    item = surplus_join(found=surplus_for(request.user, pk), actor=request.user, **data.validated_data)
    item.order.refresh_from_db()
    return Response({"item": item.pk, "order": item.order_id, "order_status": item.order.status})
