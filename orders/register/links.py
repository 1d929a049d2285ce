"""Addresses that another room owns."""

from django.urls import NoReverseMatch, reverse

from orders.register.models import Order


def order_url(order: Order) -> str:
    """The order page, or "" where no room offers one."""
    try:
        return reverse("order-page", kwargs={"pk": order.pk})
    except NoReverseMatch:
        return ""
