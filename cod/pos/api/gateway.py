"""/api/pos/v1/: what a terminal asks and reports."""

from rest_framework.request import Request

from cod.pos.gateway import signed
from cod.pos.serializers import PreauthIn, PreauthOut, QuoteIn, QuoteOut, SaleIn, SaleOut
from cod.pos.services.holds import hold_record
from cod.pos.services.quotes import Quote, quote, token_order
from cod.pos.services.sales import CONFLICT, SaleResult, sale_record
from core.types import JsonObject


@signed(takes=PreauthIn, gives={200: PreauthOut, 409: PreauthOut})
def preauth(request: Request, data: JsonObject) -> tuple[int, JsonObject]:
    """A pre-authorisation succeeded; 409 when its reference says something else."""
    hold, booked = hold_record(terminal=request.auth, **data)
    return (409 if booked == CONFLICT else 200), {"hold": hold, "booked": booked}


@signed(takes=QuoteIn, gives=QuoteOut)
def quote_view(request: Request, data: JsonObject) -> Quote:
    """The amount of an order whose goods the terminal's driver holds."""
    return quote(terminal=request.auth, **data)


@signed(takes=SaleIn, gives={200: SaleOut, 409: SaleOut})
def sale(request: Request, data: JsonObject) -> tuple[int, SaleResult]:
    """A card was charged: a fact, never refused; 409 when the reference says something else."""
    order_id = token_order(data.pop("token"), request.auth)
    result = sale_record(terminal=request.auth, order_id=order_id, **data)
    return (409 if result.booked == CONFLICT else 200), result
