"""The slips of a day, compared by the document administrator."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cod.dues.rights import MONEY_READ
from cod.pos.forms import date_of
from cod.totals.rights import SLIPS_CHECK
from cod.totals.selectors import day as overview
from cod.totals.services.slips import slip_check
from core.inputs import ids_of
from core.pagination import page_of
from people.access import Request, needs


@needs(SLIPS_CHECK, MONEY_READ)
@require_GET
def slip_list(request: Request) -> HttpResponse:
    """The terminals' slips against the system, driver by driver."""
    date = date_of(request.GET.get("date"))
    rows = overview.slips(request.user, date)
    batch = reverse("slip-mark") if request.user.may(SLIPS_CHECK) else ""
    return render(request, "cod/totals/slip_list.html", {"page": page_of(rows, request), "date": date, "batch": batch})


@needs(SLIPS_CHECK)
@require_POST
def slip_mark(request: Request) -> HttpResponse:
    """Mark the ticked slips as there, or as missing."""
    rows = overview.slips(request.user, date_of(request.POST.get("date")))
    picked = ids_of(request.POST.getlist("pick"))
    for row in rows.filter(pk__in=picked):
        slip_check(collection=row, present=request.POST.get("present") == "1", actor=request.user)
    return redirect(f"{reverse('slip-list')}?date={date_of(request.POST.get('date'))}")
