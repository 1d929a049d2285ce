"""What stands in the store, by area, and surplus that finds its order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.inputs import ids_of
from core.pagination import page_of
from orders.gate.forms import JoinForm, StockFilterForm
from orders.gate.rights import STOCK_MOVE, STOCK_READ
from orders.gate.selectors import stock
from orders.gate.selectors.surplus import surplus_for
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from orders.register.lifecycle import StoreArea
from orders.register.tabs import tabs_of
from people.access import Request, needs


@needs(STOCK_READ)
def stock_list(request: Request) -> HttpResponse:
    """Items on hand by area (BG-17, BG-18)."""
    area = request.GET.get("status", "")
    form = StockFilterForm(request.GET or None)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    counts = stock.stock_counts(request.user)
    words = [("", _("All")), *((area.value, _(area.label)) for area in StoreArea)]
    words.append((stock.WANTED_BACK, _("Wanted back by the client")))
    context = {
        "page": page_of(stock.stock_found(request.user, area=area, text=text), request),
        "surplus": stock.surplus_shown(request.user, area),
        "areas": list(StoreArea),
        "tabs": tabs_of(words, area, {code or "": counts[code or "all"] for code, _word in words}),
        "filter_form": form,
        "filtered": bool(text),
        "empty_title": _("Nothing stands here"),
        "empty_text": _("Goods come in by a signed acceptance receipt and leave by a signed sheet."),
        "empty_icon": "warehouse",
        "batch": reverse("stock-move") if request.user.may(STOCK_MOVE) else "",
    }
    return render(request, "orders/gate/stock_list.html", context)


@needs(STOCK_MOVE)
@require_POST
def surplus_joined(request: Request, pk: int) -> HttpResponse:
    """Surplus goods are the goods of this order."""
    form = JoinForm(request.POST)
    if not form.is_valid():
        raise Invalid("order", _("Write the number of the order."))
    item = surplus_join(found=surplus_for(request.user, pk), actor=request.user, **form.cleaned_data)
    messages.success(request, _("The goods are joined to order %(order)s.") % {"order": item.order.order_no})
    return redirect("stock-list")


@needs(STOCK_MOVE)
@require_POST
def stock_move(request: Request) -> HttpResponse:
    """The ticked goods go to another area by one slip, signed by whoever is signed in."""
    picked = ids_of(request.POST.getlist("pick"))
    ids = stock.items_among(request.user, picked)
    sheet = area_move(items=ids, area=request.POST.get("area", ""), signer=request.user)
    messages.success(request, _("Slip %(number)s is signed; the goods stand in their new area.") % {"number": sheet})
    return redirect("stock-list")
