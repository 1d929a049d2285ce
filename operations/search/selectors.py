"""Global search: an order by its number, its waybill or the tail of a phone."""

from django.db.models import Q

from orders.register.models import Order
from people.models import User
from people.selectors import platforms_of


def orders_found(user: User, text: str, limit: int = 100) -> list[Order]:
    """Orders that this person may see: number or waybill exact first, then by beginning, then by phone tail."""
    text = text.strip()
    if len(text) < 3:
        return []
    rows = Order.objects.filter(platform__in=platforms_of(user)).select_related("recipient", "platform", "zone")
    exact = list(rows.filter(Q(order_no__iexact=text) | Q(waybill_no=text))[:limit])
    if exact:
        return exact
    wanted = Q(order_no__istartswith=text) | Q(waybill_no__startswith=text)
    if text.isdigit() and len(text) == 4:
        wanted |= Q(recipient__phone_tail=text)
    elif text.isdigit() and len(text) >= 7:
        wanted |= Q(recipient__phone=text) | Q(recipient__phone2=text)
    return list(rows.filter(wanted).order_by("-business_date", "pk")[:limit])
