"""The order page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from operations.story import selectors as story
from operations.story.services import phone_reveal
from orders.gate.selectors.arrival import truck_late
from orders.register.rights import ORDERS_READ, PHONES_REVEAL
from orders.register.selectors.promise_words import promise_shown
from people.access import Request, needs


@needs(ORDERS_READ)
def order_page(request: Request, pk: int) -> HttpResponse:
    """Where goods, papers and money of this order are now, who holds each, and all that happened."""
    order = story.order_for(request.user, pk)
    stop = order.stops.select_related("run__driver__user").order_by("-id").first()
    context = {
        "order": order,
        "goods": story.goods_now(order),
        "papers": story.papers_now(order),
        "money": story.money_now(order),
        "sheets": story.sheets_of(order),
        "events": story.events(order),
        "stop": stop,
        "exceptions": story.exceptions_of(order),
        "promise": promise_shown(order, truck_late(order)),
    }
    return render(request, "operations/story/order_page.html", context)


@needs(PHONES_REVEAL)
@require_POST
def phone(request: Request, pk: int) -> HttpResponse:
    """Show the phone numbers once, and write down who looked."""
    order = story.order_for(request.user, pk)
    numbers = phone_reveal(order=order, actor=request.user)
    messages.info(request, _("Phone: %(numbers)s") % {"numbers": ", ".join(numbers)})
    return redirect("order-page", pk=pk)
