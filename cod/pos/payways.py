"""What money is taken with at the door: by a terminal, or in cash until the driver's own card is swiped for it."""

from cod.dues import chart
from core.codes import Catalogue
from core.lifecycle import N_
from ledger.chart import Movement
from orders.register.payways import BY_CARD, IN_CASH, PaymentWish, PayWay


class TerminalWay(PayWay):
    """A way that a terminal reports. `reported_as`: its word for it; `movement`: what the ledger makes of the sale.

    `cash_first`: the customer gave cash, and the driver charged his own card for it.
    """

    def __init__(
        self,
        code: str,
        movement: Movement,
        *,
        reported_as: str,
        printed: str,
        known_as: PaymentWish,
        cash_first: bool = False,
    ) -> None:
        super().__init__(code, movement.label, printed=printed, known_as=known_as)
        self.movement, self.reported_as, self.cash_first = movement, reported_as, cash_first


terminal_ways: Catalogue[TerminalWay] = Catalogue(TerminalWay, "payways")

CARD = TerminalWay("card", chart.CARD_SALE, reported_as="customer", printed="客户卡", known_as=BY_CARD)
OWN_CARD = TerminalWay(
    "own_card", chart.OWN_CARD, reported_as="driver_own", printed="司机卡", known_as=IN_CASH, cash_first=True
)
CASH = PayWay("cash", N_("Cash not yet swiped"), printed="现金未刷卡", known_as=IN_CASH)


def ways_reported() -> dict[str, TerminalWay]:
    """{a terminal's word: the way it means}."""
    return {way.reported_as: way for way in terminal_ways}
