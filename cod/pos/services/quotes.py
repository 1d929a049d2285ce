"""The order number is keyed, the amount is shown: never typed (INV-25, INV-26, INV-27)."""

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext_lazy as _

from cod.dues.selectors import due_of
from cod.pos.lifecycle import IssueState
from cod.pos.models import Binding, PosIssue, Terminal
from cod.pos.services.sales import NOT_TO_PAY, numbered
from core.errors import Conflict, Missing
from dispatch.fleet.models import Driver
from orders.register.lifecycle import TO_CHARGE, PaymentState
from orders.register.models import GoodsItem, Order

_SALT = "cod.quote"


@dataclass(frozen=True)
class Quote:
    """What a terminal may charge: fen, the amount's version, and a token that names both and the order."""

    order: Order
    amount_fen: int
    version: int
    token: str


def quote(*, terminal: Terminal, order_no: str, shipment_no: str = "") -> Quote:
    """The amount of an order whose goods the driver of this terminal holds. Raises Missing, Conflict."""
    issue = PosIssue.objects.filter(terminal=terminal, status=IssueState.OUT).first()
    if issue is None:
        raise Conflict(
            "terminal_not_out", _("Terminal %(terminal)s is not issued to a driver."), terminal=terminal.serial
        )
    order = _order(issue.driver, order_no, shipment_no)
    if order.status in NOT_TO_PAY:
        raise Conflict("refused", _("Order %(order)s was refused; nothing is collected."), order=order_no)
    if order.payment_state not in TO_CHARGE:
        raise Conflict("paid", _("Nothing is due for order %(order)s."), order=order_no)
    amount = (
        order.amount_due_fen if order.payment_state == PaymentState.CASH_HELD else due_of([order.pk]).get(order.pk, 0)
    )
    content = {"order": order.pk, "version": order.amount_version, "fen": amount, "terminal": terminal.pk}
    return Quote(order, amount, order.amount_version, signing.dumps(content, salt=_SALT))


def token_order(token: str, terminal: Terminal) -> int | None:
    """The order id that a quote's token names, or None when it is not ours or not this terminal's."""
    try:
        content = signing.loads(token, salt=_SALT) if token else {}
    except signing.BadSignature:
        return None
    return content.get("order") if content.get("terminal") == terminal.pk else None


def _order(driver: Driver, order_no: str, shipment_no: str) -> Order:
    bound = Binding.objects.filter(driver=driver).values("order_id")
    rows = Order.objects.filter(numbered(order_no, shipment_no), pk__in=bound)
    held = [order for order in rows.order_by("pk") if _holds(driver, order)]
    unpaid = [order for order in held if order.payment_state in TO_CHARGE]
    if not held:
        raise Missing(
            "not_his_order", _("Order %(order)s is not among the goods of this terminal's driver."), order=order_no
        )
    if len(unpaid) > 1:
        raise _which(order_no, unpaid)
    return (unpaid or held)[0]


def _which(order_no: str, orders: list[Order]) -> Conflict:
    """What to key so that one of them is meant: the shipment, or the waybill where that is the same (two clients)."""
    shipments = [order.shipment_no for order in orders]
    if len(set(shipments)) == len(shipments):
        text = _("Order %(order)s has several shipments (%(shipments)s): key the shipment too.")
        return Conflict("which_shipment", text, order=order_no, shipments=", ".join(shipments))
    text = _("Several orders have the number %(order)s: key the waybill instead (%(waybills)s).")
    waybills = ", ".join(order.waybill_no or "" for order in orders)
    return Conflict("which_order", text, order=order_no, waybills=waybills)


def _holds(driver: Driver, order: Order) -> bool:
    holders = set(GoodsItem.objects.filter(order=order).values_list("holder_id", flat=True))
    return holders == {driver.holder_id}
