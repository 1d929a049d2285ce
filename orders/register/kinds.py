"""What this room declares: its words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

CLIENT_CREATE = AuditWord("client.create", N_("Client made"), "info")
ORDER_PROMISE = AuditWord("order.promise", N_("Zone or promise set"), "info")
ORDER_DESIGNATED = AuditWord("order.designated", N_("The customer's own time is kept with the promise"), "info")
ORDER_PAYMENT = AuditWord("order.payment", N_("Payment state"), "info")
GOODS_AREA = AuditWord("goods.area", N_("Goods moved to another area of the store"), "info")
