"""The balance for programs."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from operations.balance.selectors import balance
from operations.balance.serializers import BalanceOut, DatesIn
from people.access import needs


@needs("board.read")
@operation("GET", takes=DatesIn, gives=BalanceOut)
def balance_api(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Goods, papers and money of the orders of these days, each in = out."""
    return balance(**asked)
