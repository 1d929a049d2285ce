"""The order list."""

import datetime as dt

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from core import clock
from core.context import business_date
from core.pagination import page_of
from orders.register.filters import OrderFilter
from orders.register.links import order_url
from orders.register.models import Order
from orders.register.rights import ORDERS_READ
from orders.register.selectors.orders import listed, orders_for, past_promise, status_tabs
from people.access import Request, address_for, needs


@needs(ORDERS_READ)
@require_GET
def order_list(request: Request) -> HttpResponse:
    """Orders by status tab, business date, zone, payment, numbers or phone tail."""
    given = _asked(request)
    now, status = clock.now(), next(filter(None, reversed(given.pop("status", []))), "")
    found = OrderFilter(given, queryset=orders_for(request.user))
    rows = found.qs if found.form.is_valid() else found.qs.none()
    tabs = status_tabs(rows, status)
    page = page_of(listed(rows.filter(status=status) if status else rows), request)
    filtered = status or any(request.GET.get(name) for name in ("zone", "payment", "q", "business_date"))
    context = {
        "page": page,
        "rows": [_row(order, now) for order in page],
        "tabs": tabs,
        "filter_form": found.form,
        "filtered": filtered,
        "import_url": address_for(request.user, "import-list"),
    }
    return render(request, "orders/register/order_list.html", context)


def _asked(request: Request) -> QueryDict:
    """What is asked for: today's orders unless a day or numbers are named.

    Numbers are looked for in all days: the day that stands in the form by itself does not narrow them.
    """
    given, today = request.GET.copy(), (business_date(request) or clock.today()).isoformat()
    if not given.get("q") and not given.get("business_date"):
        given["business_date"] = today
    elif given.get("q") and given.get("business_date") == today:
        del given["business_date"]
    return given


def _row(order: Order, now: dt.datetime) -> dict[str, Order | str]:
    label = gettext(order.payment_state.label)
    return {"order": order, "url": order_url(order), "late": past_promise(order, now), "payment_label": label}
