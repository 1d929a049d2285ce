"""The balance over the API."""

from rest_framework import serializers

from core.serializers import Shape


class DatesIn(Shape):
    """From which business date to which, both included."""

    from_ = serializers.DateField(source="start")
    to = serializers.DateField(source="end")


class GoodsOut(Shape):
    """Items that came in, and who holds them; `astray`: with somebody else than their last movement says."""

    in_ = serializers.IntegerField()
    client = serializers.IntegerField()
    store = serializers.IntegerField()
    desk = serializers.IntegerField()
    driver = serializers.IntegerField()
    buyer = serializers.IntegerField()
    astray = serializers.IntegerField()
    balanced = serializers.BooleanField()


class PapersOut(Shape):
    """Receipts and slips that came into being, and where they are."""

    in_ = serializers.IntegerField()
    receipt = serializers.IntegerField()
    slip = serializers.IntegerField()
    desk = serializers.IntegerField()
    absent = serializers.IntegerField()
    driver = serializers.IntegerField()
    astray = serializers.IntegerField()
    balanced = serializers.BooleanField()


class MoneyOut(Shape):
    """Fen that orders opened, what became of them, and the accounts that hold what is left."""

    in_ = serializers.IntegerField()
    refused = serializers.IntegerField()
    collected = serializers.IntegerField()
    arrived = serializers.IntegerField()
    remitted = serializers.IntegerField()
    due = serializers.IntegerField()
    owed = serializers.IntegerField()
    drv_cash = serializers.IntegerField()
    pos_clr = serializers.IntegerField()
    bank = serializers.IntegerField()
    fee = serializers.IntegerField()
    susp = serializers.IntegerField()
    remit_transit = serializers.IntegerField()
    own = serializers.IntegerField()
    balanced = serializers.BooleanField()


class BalanceOut(serializers.Serializer):
    """Goods, papers and money, each in = out."""

    goods = GoodsOut()
    papers = PapersOut()
    money = MoneyOut()
    balanced = serializers.BooleanField()
