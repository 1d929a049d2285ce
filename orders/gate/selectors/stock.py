"""Reads of the stock page: what stands in the store, by area (BG-17, BG-18)."""

from django.db.models import Count, Max, Q, QuerySet

from orders.exceptions.lifecycle import StepKind, StepState
from orders.exceptions.models import NextStep
from orders.gate.models import SurplusItem
from orders.gate.selectors.surplus import surplus_kept
from orders.register.lifecycle import StoreArea
from orders.register.models import GoodsItem, Order
from orders.register.selectors.finding import named
from people.kinds import HolderKind
from people.models import Holder, User
from people.selectors import platforms_of

WANTED_BACK = "wanted_back"  # a tab, no area: what the client wants back and the keeper has still to set aside


def stock_found(user: User, *, area: str = "", text: str = "") -> QuerySet[GoodsItem]:
    """Items in the stores this person may see, oldest first, with `since`: when the last sheet moved them there."""
    rows = _inside(user)
    rows = rows.filter(area=area) if area in list(StoreArea) else rows
    rows = rows.filter(_wanted_back()) if area == WANTED_BACK else rows
    if text:
        about = Q(order__in=Order.objects.filter(named(text)).order_by().values("pk"))
        rows = rows.filter(about | Q(sku__iexact=text) | Q(name__icontains=text))
    return rows.select_related("order", "holder").annotate(since=Max("movements__moved_at")).order_by("since", "pk")


def stock_counts(user: User) -> dict[StoreArea | str, int]:
    """{area: number of items}, `all` among them; surplus goods stand in the inspection area."""
    rows = _inside(user)
    areas = {area: Count("pk", filter=Q(area=area)) for area in StoreArea}
    counted = rows.aggregate(all=Count("pk"), **areas, **{WANTED_BACK: Count("pk", filter=_wanted_back())})
    more = surplus_kept(user).count()
    return counted | {"all": counted["all"] + more, StoreArea.INSPECTION: counted[StoreArea.INSPECTION] + more}


def surplus_shown(user: User, area: str) -> list[SurplusItem]:
    """Surplus goods for the tabs where they stand."""
    return list(surplus_kept(user)) if area in ("", StoreArea.INSPECTION) else []


def items_among(user: User, ids: list[int]) -> list[int]:
    """Those of these item ids that stand in stores this person may see."""
    return list(_inside(user).filter(pk__in=ids).values_list("pk", flat=True))


def _wanted_back() -> Q:
    waiting = NextStep.objects.filter(kind=StepKind.RETURN, status=StepState.WAITING)
    return Q(order__in=waiting.values("order_id")) & ~Q(area=StoreArea.RETURNS)


def _inside(user: User) -> QuerySet[GoodsItem]:
    """By the stores' ids: nearly all goods ever handled have other holders, which a join would look through."""
    stores = Holder.objects.filter(kind=HolderKind.STORE, platform__in=platforms_of(user))
    return GoodsItem.objects.filter(holder__in=list(stores.values_list("pk", flat=True)))
