"""Goods go from area to area of a store by a slip that the keeper signs (BG-17, BG-18)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict, Invalid
from orders.exceptions.lifecycle import StepKind, StepState
from orders.exceptions.models import NextStep
from orders.exceptions.services.next_steps import steps_carry_out
from orders.gate.kinds import AREA_SLIP
from orders.gate.models import AreaMove
from orders.gate.titles import area_slip
from orders.register.lifecycle import DeliveryResult, OrderAction, OrderState, StoreArea
from orders.register.models import GoodsItem
from orders.register.services.custody import area_set
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from people.kinds import HolderKind
from people.models import Holder, User
from people.selectors import home_platform
from people.services.places import store_of
from sheets.models import Sheet, Signature
from sheets.services.papers import sheet_issue, sheet_sign


@transaction.atomic
def area_move(*, items: list[int], area: str, signer: User, method: str = Signature.SESSION) -> Sheet:
    """Move items (ids) of the signer's store to another area by one signed slip; returns the sheet.

    Goods that the client wants back and that now all stand in the returns area are set aside: their order is at the
    platform for the return (STM-25). Raises Conflict for an item that is not in this store or stands there already.
    """
    if area not in list(StoreArea):
        raise Invalid("area", _("Choose an area of the store."))
    target, platform = StoreArea(area), home_platform(signer)
    store, rows = store_of(platform), _locked(items)
    _movable(rows, items, store, target)
    sheet = sheet_issue(
        kind=AREA_SLIP,
        platform=platform,
        business_date=clock.today(),
        about=f"store:{store.pk}",
        content=area_slip(rows, target),
        actor=signer,
    )
    sheet_sign(sheet=sheet, side="keeper", signer=signer, method=method, shown=sheet.shown_hash)
    _move(rows, target, store, sheet, signer)
    if target == StoreArea.RETURNS:
        _set_aside({row.order_id for row in rows}, signer, sheet)
    return sheet


def _locked(items: list[int]) -> list[GoodsItem]:
    rows = GoodsItem.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=items).order_by("pk")
    return list(rows.select_related("order", "holder"))


def _movable(rows: list[GoodsItem], items: list[int], store: Holder, area: StoreArea) -> None:
    if not rows or len(rows) != len(set(items)):
        raise Invalid("items", _("Tick the goods that go to another area."))
    for row in rows:
        if row.holder_id != store.pk:
            text = _("“%(thing)s” of order %(order)s is not in this store.")
            raise Conflict("not_in_store", text, thing=row.name, order=row.order.order_no)
        if row.area == area:
            text = _("“%(thing)s” of order %(order)s stands in that area already.")
            raise Conflict("stands_there", text, thing=row.name, order=row.order.order_no)


def _move(rows: list[GoodsItem], area: StoreArea, store: Holder, sheet: Sheet, signer: User) -> None:
    AreaMove.objects.bulk_create(
        [
            AreaMove(item=row, holder=store, source=row.area, target=area, sheet=sheet, moved_at=clock.now())
            for row in rows
        ],
        batch_size=500,
    )
    area_set(items=rows, area=area, sheet=sheet, actor=signer)


def _set_aside(order_ids: set[int], signer: User, sheet: Sheet) -> None:
    for step in NextStep.objects.filter(order__in=order_ids, kind=StepKind.RETURN, status=StepState.WAITING):
        order = step.order
        if order.items.exclude(holder__kind=HolderKind.STORE, area=StoreArea.RETURNS).exists():
            continue
        if order.status == OrderState.IN_STOCK:
            outcome_add(
                order=order,
                result=DeliveryResult.RETURNED,
                reason=StepKind.RETURN,
                client_staff_no=step.client_staff_no,
            )
        orders_move(action=OrderAction.SET_ASIDE, order_ids=[order.pk], actor=signer, note=sheet.number)
        steps_carry_out(order_ids=[order.pk], kind=StepKind.RETURN)
