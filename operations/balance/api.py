"""The balance for programs."""

from core.contract import operation
from core.types import JsonObject
from operations.balance.rights import BALANCE_READ
from operations.balance.selectors import balance
from operations.balance.serializers import BalanceOut, DatesIn
from people.access import ApiRequest, needs


@needs(BALANCE_READ)
@operation("GET", takes=DatesIn, gives=BalanceOut)
def balance_api(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """Goods, papers and money of the orders of these days, each in = out."""
    return balance(**asked)
