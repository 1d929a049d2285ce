"""The balance for programs."""

from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from operations.balance.selectors import balance
from people.access import needs


class DatesIn(serializers.Serializer):
    start = serializers.DateField()
    end = serializers.DateField()


@needs("board.read")
@api_view(["GET"])
def balance_api(request):
    """Goods, papers and money of the orders of ?from= to ?to=, each in = out."""
    given = request.query_params
    data = DatesIn(data={"start": given.get("from"), "end": given.get("to")})
    data.is_valid(raise_exception=True)
    return Response(balance(**data.validated_data))
