"""The store by area, and goods moved from area to area, over the API."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import counted
from orders.gate.selectors import stock
from orders.gate.selectors.surplus import surplus_for
from orders.gate.serializers.stock import JoinedOut, JoinIn, MoveIn, SlipOut, StockIn, StockItemOut
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from orders.register.models import GoodsItem
from people.access import needs
from sheets.models import Sheet


@needs("stock.read")
@operation("GET", takes=StockIn, gives=counted(StockItemOut))
def stock_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Items in the store, oldest first; at most 500."""
    rows = stock.stock_found(request.user, **asked)
    return {"count": rows.count(), "results": rows[:500]}


@needs("stock.move")
@operation("POST", takes=MoveIn, gives=SlipOut, status=201)
def move(request: Request, data: dict[str, Any]) -> Sheet:
    """Move items to another area by one slip, signed by the caller."""
    ids = stock.items_among(request.user, data["items"])
    return area_move(items=ids, area=data["area"], signer=request.user)


@needs("stock.move")
@operation("POST", takes=JoinIn, gives=JoinedOut)
def join(request: Request, data: dict[str, Any], pk: int) -> GoodsItem:
    """Surplus goods in the store are the goods of an expected order."""
    item = surplus_join(found=surplus_for(request.user, pk), actor=request.user, **data)
    item.order.refresh_from_db()
    return item
