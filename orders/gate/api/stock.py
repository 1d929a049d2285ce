"""The store by area, and goods moved from area to area, over the API."""

from django.db.models import QuerySet

from core.contract import operation
from core.types import JsonObject
from orders.gate.rights import STOCK_MOVE, STOCK_READ
from orders.gate.selectors import stock
from orders.gate.selectors.surplus import surplus_for
from orders.gate.serializers.stock import JoinedOut, JoinIn, MoveIn, SlipOut, StockIn, StockItemOut
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from orders.register.models import GoodsItem
from people.access import ApiRequest, needs
from sheets.models import Sheet


@needs(STOCK_READ)
@operation("GET", takes=StockIn, gives=StockItemOut, paged=True)
def stock_list(request: ApiRequest, asked: JsonObject) -> QuerySet[GoodsItem]:
    """Items in the store, oldest first."""
    return stock.stock_found(request.user, **asked)


@needs(STOCK_MOVE)
@operation("POST", takes=MoveIn, gives=SlipOut, status=201)
def move(request: ApiRequest, data: JsonObject) -> Sheet:
    """Move items to another area by one slip, signed by the caller."""
    ids = stock.items_among(request.user, data["items"])
    return area_move(items=ids, area=data["area"], signer=request.user)


@needs(STOCK_MOVE)
@operation("POST", takes=JoinIn, gives=JoinedOut)
def join(request: ApiRequest, data: JsonObject, pk: int) -> GoodsItem:
    """Surplus goods in the store are the goods of an expected order."""
    item = surplus_join(found=surplus_for(request.user, pk), actor=request.user, **data)
    item.order.refresh_from_db()
    return item
