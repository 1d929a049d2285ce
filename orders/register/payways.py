"""Ways of payment: what the client's file asks for, and what the money was then taken with. They may differ.

The wish comes with the order. What it was paid with is known when the money is taken, and the room that takes it says
so (`services.status.payment_taken`). A room that knows a wish or a way declares it in its `payways.py`; every sheet,
file and page has its words from there.
"""

from core.codes import Catalogue, Code
from core.lifecycle import N_


class PaymentWish(Code):
    """What the client's files call a payment. `written`: its words there, the first of which is printed."""

    def __init__(self, code: str, label: str, *written: str, collects: bool = True) -> None:
        super().__init__(code, label)
        self.written, self.printed, self.collects = written, written[0], collects


class PayWay(Code):
    """What money was taken with. `printed`: its word on our own sheets; `known_as`: what client and buyer call it."""

    def __init__(self, code: str, label: str, *, printed: str, known_as: PaymentWish) -> None:
        super().__init__(code, label)
        self.printed, self.known_as = printed, known_as


payment_wishes: Catalogue[PaymentWish] = Catalogue(PaymentWish, "payways")
pay_ways: Catalogue[PayWay] = Catalogue(PayWay, "payways")

NO_COLLECTION = PaymentWish("none", N_("No collection"), "无", "无代收", collects=False)
BY_CARD = PaymentWish("card", N_("Card"), "刷卡")
IN_CASH = PaymentWish("cash", N_("Cash"), "现金", "现结")


def wishes_written() -> dict[str, PaymentWish]:
    """{word of the client's files: what it asks for}."""
    return {word: wish for wish in payment_wishes for word in wish.written}
