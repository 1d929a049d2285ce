"""Goods, papers and money of some days."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from core.context import business_date
from core.inputs import date_given
from operations.balance.rights import BALANCE_READ
from operations.balance.selectors import balance
from people.access import Request, needs


@needs(BALANCE_READ)
def balance_page(request: Request) -> HttpResponse:
    """Goods, papers and money of a week up to the chosen date: in = out, and who holds what."""
    end = business_date(request) or clock.today()
    start = date_given(request.GET["from"]) if request.GET.get("from") else clock.week_of(end)
    return render(request, "operations/balance/balance.html", {**balance(start, end), "start": start, "end": end})
