"""Surplus goods find their order: kept on the client's word, joined when the order is imported (ENT-12, FLW-B.5)."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from orders.gate import decisions
from orders.gate.kinds import SURPLUS_JOIN
from orders.gate.models import AcceptanceLine, Arrival, SurplusItem
from orders.gate.selectors.surplus import SurplusRow, surplus_for
from orders.register.lifecycle import GoodsCondition, OrderAction, OrderState, StoreArea
from orders.register.models import GoodsItem, Order
from orders.register.services.custody import goods_move
from orders.register.services.promise import goods_arrived
from orders.register.services.status import orders_move
from people.kinds import HolderKind
from people.models import User
from sheets.lifecycle import SheetState
from sheets.models import Sheet


@transaction.atomic
def surplus_join(*, found: SurplusItem, order_no: str, line_no: int | None = None, actor: User) -> GoodsItem:
    """Let surplus goods in the store be the goods that an expected order waits for; returns the GoodsItem.

    The receipt that keeper and carrier signed for the surplus is what moves the item from the client into the store.
    Raises Conflict unless the client said to keep them, and when several items of the order fit and `line_no` does not
    say which; air conditioners are accepted by their codes on a truck only (INV-07).
    """
    SurplusItem.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    row = surplus_for(actor, found.pk)
    receipt = _kept_by(row)
    item = _item(row, _orders(row, order_no), line_no)
    goods_move(
        items=[item],
        source=row.arrival.client.holder,
        target=row.holder,
        sheet=receipt,
        actor=actor,
        area=StoreArea.NORMAL,
        condition=GoodsCondition.GOOD,
    )
    SurplusItem.objects.filter(pk=row.pk).update(item=item, joined_at=clock.now())
    audit.record(actor=actor, action=SURPLUS_JOIN, subject=item, new={"case": row.case.number})
    _lead(row.arrival, item.order, actor)
    return item


def _kept_by(found: SurplusRow) -> Sheet:
    """The receipt by which these goods came into the store, to be kept for an order."""
    kept = found.holder.kind == HolderKind.STORE and found.decision == decisions.KEEP
    if found.item_id or not kept or found.sheet is None:
        raise Conflict(
            "not_kept", _("Only goods that stand in the store and are kept for an order can be joined to one.")
        )
    return found.sheet


def _orders(found: SurplusItem, order_no: str) -> list[Order]:
    """The expected orders of this number, several where it has several shipments; or the one of this waybill."""
    text = order_no.strip()
    rows = Order.objects.select_for_update(no_key=True).filter(
        client=found.arrival.client_id, platform=found.arrival.platform_id, status=OrderState.EXPECTED
    )
    orders = list(rows.filter(order_no=text)) or list(rows.filter(waybill_no=text))
    if not orders:
        raise Invalid("order", _("No expected order has the number %(order)s."), order=text)
    return orders


def _item(found: SurplusItem, orders: list[Order], line_no: int | None) -> GoodsItem:
    """The one item of these orders that the goods can be."""
    items = GoodsItem.objects.filter(order__in=orders, holder=found.arrival.client.holder, pieces=found.pieces)
    items = items.filter(parts=None).exclude(pk__in=_being_checked(orders)).order_by("order_id", "line_no")
    fit = list(items.filter(line_no=line_no) if line_no else items)
    same = [item for item in fit if found.code and item.sku.upper() == found.code.upper()]
    if len(same or fit) == 1:
        return (same or fit)[0]
    raise _unclear(orders[0].order_no, same or fit)


def _unclear(number: str, fit: list[GoodsItem]) -> Conflict:
    if not fit:
        return Conflict("no_item", _("Order %(order)s waits for no such goods."), order=number)
    if len({item.order_id for item in fit}) > 1:
        text = _("Several shipments of order %(order)s wait for such goods: give the waybill number.")
        return Conflict("which_shipment", text, order=number)
    lines = ", ".join(str(item.line_no) for item in fit)
    text = _("Several goods of order %(order)s fit (lines %(lines)s): say which line.")
    return Conflict("which_item", text, order=number, lines=lines)


def _being_checked(orders: list[Order]) -> QuerySet[AcceptanceLine, Any]:
    """Items that stand on the receipt of a truck which is not signed yet."""
    lines = AcceptanceLine.objects.filter(item__order__in=orders).exclude(arrival__sheet__status=SheetState.SIGNED)
    return lines.values("item_id")


def _lead(arrival: Arrival, order: Order, actor: User) -> None:
    """With everything in the store the order is in stock."""
    if not order.items.exclude(holder__kind=HolderKind.STORE).exists():
        orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk], actor=actor)
        goods_arrived(order_ids=[order.pk], arrived_at=arrival.arrived_at, actor=actor)
