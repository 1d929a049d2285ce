"""An order's yuan: 999.00 in cash at the door, until the client has them.

The money stands in one place at any moment, and what is owed to the client goes with it, stage by stage.
"""

from collections.abc import Iterator

from cod.pos.payways import OWN_CARD
from tests.stories.stage import Stage


def story(on: Stage) -> Iterator[str]:
    on.file_comes(99_900, pays="现金")
    yield "The order is accepted: 999.00 are due at the door, and as much is owed to the client."
    on.goods_are_out()
    yield "The goods are on the van. The money has not moved."
    on.at("10:00")
    on.cash_is_taken(on.orders[0])
    yield "The buyer pays the driver in cash."
    on.money.sale(on.orders[0], way=OWN_CARD)
    yield "The driver swipes his own card for it: the cash is his, the money is at the acquirer."
    on.delivered(on.orders[0])
    on.at("10:00", days=1)
    on.bank_file_comes()
    yield "Next day the bank's file shows the sale."
    on.at("09:30", days=7)
    on.statement_comes()
    yield "The week is over: the client's statement names the same order with the same amount."
    on.payment_requested()
    yield "Customer service requests the payment."
    on.payment_approved()
    yield "Three people approved it, one after the other."
    on.payment_paid()
    yield "Headquarters paid: nothing is held, nothing is owed."
