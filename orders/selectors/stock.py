"""Reads of the stock page: what stands in the store, by area (BG-17, BG-18)."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from orders.models import GoodsItem
from orders.selectors.surplus import surplus_kept
from people.models import Holder
from people.selectors import platforms_of

INSPECTION, NORMAL, RETURNS, DEFECTIVE = "inspection", "normal", "returns", "defective"
AREAS = {
    NORMAL: _("Normal area"),
    INSPECTION: _("Inspection area"),
    RETURNS: _("Returns area"),
    DEFECTIVE: _("Defective goods"),
}


def stock_found(user, *, area="", text=""):
    """Items in the stores this person may see, oldest first, with `since`: when the last sheet moved them there."""
    rows = _inside(user)
    rows = rows.filter(area=area) if area in AREAS else rows
    if text:
        named = Q(order__order_no__icontains=text) | Q(order__waybill_no=text) | Q(sku__iexact=text)
        rows = rows.filter(named | Q(name__icontains=text))
    return rows.select_related("order", "holder").annotate(since=Max("movements__moved_at")).order_by("since", "pk")


def stock_counts(user):
    """{area: number of items}, `all` among them; surplus goods stand in the inspection area."""
    rows = _inside(user)
    counted = rows.aggregate(all=Count("pk"), **{area: Count("pk", filter=Q(area=area)) for area in AREAS})
    more = surplus_kept(user).count()
    return counted | {"all": counted["all"] + more, INSPECTION: counted[INSPECTION] + more}


def surplus_shown(user, area):
    """Surplus goods for the tabs where they stand."""
    return list(surplus_kept(user)) if area in ("", INSPECTION) else []


def _inside(user):
    return GoodsItem.objects.filter(holder__kind=Holder.STORE, holder__platform__in=platforms_of(user))
