"""What this room declares: its words of the audit, and what a notice about an order is."""

from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord

CLIENT_CREATE = AuditWord("client.create", N_("Client made"), "info")
ORDER_PROMISE = AuditWord("order.promise", N_("Zone or promise set"), "info")
ORDER_DESIGNATED = AuditWord("order.designated", N_("The customer's own time is kept with the promise"), "info")
ORDER_PAYMENT = AuditWord("order.payment", N_("Payment state"), "info")
GOODS_AREA = AuditWord("goods.area", N_("Goods moved to another area of the store"), "info")


class OrderNotice(NoticeKind):
    """A notice about one order, whose number is among its references: it leads to the order."""

    def __init__(self, code: str, label: str) -> None:
        super().__init__(code, label, Place("search", "q=%(order_no)s"))
