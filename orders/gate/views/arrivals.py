"""Arrivals and the acceptance of goods: the list, the keeper's page, its steps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.context import business_date
from core.pagination import page_of
from orders.exceptions.selectors.standard import clause_choices
from orders.gate.forms import OUTCOMES, ArrivalForm, LineForm, SurplusForm
from orders.gate.models import Arrival
from orders.gate.rights import ACCEPTANCE_DO, ACCEPTANCE_READ, ACCEPTANCE_SIGN
from orders.gate.selectors import arrival as reads
from orders.gate.selectors import page as shown
from orders.gate.services import arrival as services
from orders.gate.services.photos import line_photo_add
from orders.gate.services.surplus import surplus_add
from orders.register.selectors.clients import are_several
from orders.register.web import signing_of
from people.access import Request, needs
from people.selectors import home_platform
from sheets.signing import image_from


@needs(ACCEPTANCE_READ, ACCEPTANCE_DO)
def arrival_list(request: Request) -> HttpResponse:
    """Trucks of the client, newest first."""
    rows = reads.arrivals_for(request.user)
    day = business_date(request)
    rows = rows.filter(business_date=day) if day else rows
    page = page_of(rows, request)
    context = {"page": page, "rows": shown.list_rows(page), "filtered": bool(day), "several": are_several()}
    return render(request, "orders/gate/arrival_list.html", context)


@needs(ACCEPTANCE_DO)
@require_http_methods(["GET", "POST"])
def arrival_new(request: Request) -> HttpResponse:
    """Register a truck."""
    form = ArrivalForm(request.POST or None, initial={"business_date": clock.today()})
    if request.method == "POST" and form.is_valid():
        arrival = services.arrival_register(
            platform=home_platform(request.user), actor=request.user, **form.cleaned_data
        )
        return redirect("arrival-page", pk=arrival.pk)
    return render(request, "orders/gate/arrival_new.html", {"form": form})


@needs(ACCEPTANCE_READ, ACCEPTANCE_DO)
def arrival_page(request: Request, pk: int) -> HttpResponse:
    """One truck: steps, goods and findings, receipt and signatures."""
    arrival = reads.arrival_for(request.user, pk)
    found = shown.goods_shown(arrival, request.GET.get("status", ""), request.GET.get("scan", ""))
    context = {
        "arrival": arrival,
        "page": page_of(found.pop("rows"), request),
        "boxes": shown.boxes(arrival, request.user),
        "may_do": request.user.may(ACCEPTANCE_DO),
        "may_sign": request.user.may(ACCEPTANCE_SIGN),
        "outcomes": OUTCOMES,
        "clauses": clause_choices("inbound"),
        "surplus": shown.surplus_rows(arrival),
        "surplus_form": SurplusForm(),
        **found,
    }
    return render(request, "orders/gate/arrival_page.html", context)


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_unloaded(request: Request, pk: int) -> HttpResponse:
    services.arrival_unloaded(arrival=reads.arrival_for(request.user, pk), actor=request.user)
    return redirect("arrival-page", pk=pk)


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_scan(request: Request, pk: int) -> HttpResponse:
    """A scanned order, waybill or code accepts the goods as listed, when nothing is left to read."""
    arrival = reads.arrival_for(request.user, pk)
    text = request.POST.get("code", "").strip()
    lines = shown.scan_lines(arrival, text)
    if lines:
        services.arrival_check(arrival=arrival, lines=lines, actor=request.user)
    return redirect(shown.scan_url(pk, text))


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_line(request: Request, pk: int, item: int) -> HttpResponse:
    """The keeper's result for one item."""
    form = LineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This line cannot be saved: one of its texts is too long or its result is missing."))
        return redirect("arrival-page", pk=pk)
    arrival = reads.arrival_for(request.user, pk)
    found = services.arrival_check(arrival=arrival, lines=[form.line(item)], actor=request.user)
    for case in found["cases"]:
        text = _("Exception %(number)s is open: ask the client for an instruction.")
        messages.warning(request, text % {"number": case.number})
    _photos_keep(request, arrival, item)
    return redirect(shown.back_url(pk, request.POST.get("_back", "")))


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_photo(request: Request, pk: int, item: int) -> HttpResponse:
    """One more photo of an item that has its result."""
    arrival = reads.arrival_for(request.user, pk)
    image_from(request, request.POST, "photo")
    _photos_keep(request, arrival, item)
    return redirect(shown.back_url(pk, request.POST.get("_back", "")))


def _photos_keep(request: Request, arrival: Arrival, item: int) -> None:
    for upload in request.FILES.getlist("photo"):
        upload.seek(0)
        name = upload.name or "photo"
        line_photo_add(arrival=arrival, item=item, content=upload.read(), name=name, actor=request.user)


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_surplus(request: Request, pk: int) -> HttpResponse:
    """Goods that stand in no batch."""
    arrival = reads.arrival_for(request.user, pk)
    form = SurplusForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Write what the outside label says, and how many pieces there are."))
        return redirect("arrival-page", pk=pk)
    data = dict(form.cleaned_data)
    upload = data.pop("photo")
    photo = (upload.read(), upload.name) if upload else None
    found = surplus_add(arrival=arrival, actor=request.user, photo=photo, **data)
    text = _("Exception %(number)s is open: ask the client for an instruction.")
    messages.warning(request, text % {"number": found.case.number})
    return redirect("arrival-page", pk=pk)


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_rest(request: Request, pk: int) -> HttpResponse:
    """Accept everything else as listed."""
    arrival = reads.arrival_for(request.user, pk)
    found = services.arrival_check(arrival=arrival, rest="accepted", actor=request.user)
    left = found["expected"] - found["checked"]
    if left > 0:
        messages.warning(request, _("Air conditioners whose codes must still be read: %(count)s.") % {"count": left})
    return redirect("arrival-page", pk=pk)


@needs(ACCEPTANCE_DO)
@require_POST
def arrival_issue(request: Request, pk: int) -> HttpResponse:
    services.arrival_issue(arrival=reads.arrival_for(request.user, pk), actor=request.user)
    return redirect("arrival-page", pk=pk)


@needs(ACCEPTANCE_SIGN)
@require_POST
def arrival_sign(request: Request, pk: int) -> HttpResponse:
    """One side signs the receipt."""
    arrival = reads.arrival_for(request.user, pk)
    side, shown = request.POST.get("side", ""), request.POST.get("shown_hash", "")
    who = signing_of(request, request.POST, request.FILES.get("image") or request.POST.get("image"))
    complete = services.arrival_sign(arrival=arrival, side=side, actor=request.user, shown=shown, **who)
    if complete:
        messages.success(request, _("Both sides signed: the accepted goods are in the store."))
    return redirect("arrival-page", pk=pk)
