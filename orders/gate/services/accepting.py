"""What follows when both sides signed the acceptance receipt: custody, orders, the promise (STM-04, STM-05)."""

from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.services.surplus import surplus_settle
from orders.register.lifecycle import GoodsCondition, OrderAction, StoreArea
from orders.register.models import GoodsItem
from orders.register.services.custody import goods_move
from orders.register.services.promise import goods_arrived
from orders.register.services.status import orders_move
from people.kinds import HolderKind
from people.models import User
from people.services.places import store_of
from sheets.models import Sheet

TAKEN = {AcceptanceLine.ACCEPTED: GoodsCondition.GOOD, AcceptanceLine.NOTED: GoodsCondition.NOTED}


def acceptance_complete(*, arrival: Arrival, sheet: Sheet, actor: User) -> None:
    """Within the signing transaction: goods client -> store; orders in stock, or held with their exceptions."""
    lines = list(AcceptanceLine.objects.filter(arrival=arrival).select_related("item"))
    store = store_of(arrival.platform)
    for outcome, condition in TAKEN.items():
        items = [line.item for line in lines if line.outcome == outcome]
        if items:
            goods_move(
                items=items,
                source=arrival.client.holder,
                target=store,
                sheet=sheet,
                actor=actor,
                area=StoreArea.NORMAL,
                condition=condition,
            )
    surplus_settle(arrival=arrival, sheet=sheet, actor=actor)
    _orders_lead(arrival, lines, actor)


def _orders_lead(arrival: Arrival, lines: list[AcceptanceLine], actor: User) -> None:
    """Whole orders go in stock; one with a refused or short item is held; one whose rest is on another truck waits."""
    touched = {line.item.order_id for line in lines}
    held = {line.item.order_id for line in lines if line.outcome not in TAKEN}
    outside = GoodsItem.objects.filter(order_id__in=touched).exclude(holder__kind=HolderKind.STORE)
    whole = touched - held - set(outside.values_list("order_id", flat=True))
    if held:
        orders_move(action=OrderAction.HOLD_INBOUND, order_ids=held, actor=actor)
    if whole:
        orders_move(action=OrderAction.ACCEPT, order_ids=whole, actor=actor)
        goods_arrived(order_ids=whole, arrived_at=arrival.arrived_at, actor=actor)
