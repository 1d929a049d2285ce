"""Global search: an order as people name it, see `orders.register.selectors.finding`."""

from django.db.models import Q

from orders.register.models import Order
from orders.register.selectors.finding import SHORTEST, named
from people.models import User
from people.selectors import platforms_of


def orders_found(user: User, text: str, limit: int = 100) -> list[Order]:
    """Orders that this person may see: number or waybill exact first, else as `named` finds them."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    rows = Order.objects.filter(platform__in=platforms_of(user)).select_related("recipient", "platform", "zone")
    exact = list(rows.filter(Q(order_no__iexact=text) | Q(waybill_no=text))[:limit])
    if exact:
        return exact
    return list(rows.filter(named(text)).order_by("-business_date", "pk")[:limit])
