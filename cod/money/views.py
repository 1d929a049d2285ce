"""The money of a day: where it stands, what is at risk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cod.dues.rights import MONEY_READ
from cod.dues.services import stages
from cod.money import selectors as overview
from cod.money.forms import OwnFundsForm
from cod.money.rights import OWN_FUNDS_PUT
from cod.pos.forms import date_of
from core import clock
from core.errors import Invalid
from core.money import yuan
from core.pagination import page_of
from people.access import Request, needs


@needs(MONEY_READ)
@require_GET
def money_day(request: Request) -> HttpResponse:
    """Where the money stands now, and every entry of the day."""
    date = date_of(request.GET.get("date"))
    context = {
        "date": date,
        "standing": overview.standing(request.user),
        "cash": overview.cash_risk(request.user),
        "unsettled": overview.unsettled(),
        "suspense": overview.open_suspense(),
        "page": overview.named(page_of(overview.day_entries(date), request)),
        "own_form": OwnFundsForm(),
        "may_pay": request.user.may(OWN_FUNDS_PUT),
    }
    return render(request, "cod/money/money_day.html", context)


@needs(OWN_FUNDS_PUT)
@require_POST
def own_funds(request: Request) -> HttpResponse:
    """Own money put into the bank."""
    form = OwnFundsForm(request.POST)
    if not form.is_valid():
        raise Invalid("own_funds", " ".join(str(error) for errors in form.errors.values() for error in errors))
    data = form.cleaned_data
    stages.own_funds_put(amount_fen=data["amount"], business_date=clock.today(), actor=request.user, note=data["note"])
    messages.success(request, _("%(amount)s put into the bank.") % {"amount": yuan(data["amount"])})
    return redirect("money-day")
