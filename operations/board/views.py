"""The day board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import clock
from core.context import business_date
from operations.board import selectors as boards
from operations.board.rights import BOARD_READ
from orders.register.lifecycle import ORDER
from people.access import Request, needs


@needs(BOARD_READ)
def board(request: Request) -> HttpResponse:
    """Every deadline of the day with its light, the figures, the runs."""
    date = business_date(request) or clock.today()
    found = boards.board(request.user, date)
    bars = [
        {"label": _(ORDER.states[row["status"]].label), "value": row["n"], "tone": ORDER.states[row["status"]].tone}
        for row in found["by_status"]
    ]
    template = (
        "operations/board/board_live.html" if request.headers.get("HX-Request") else "operations/board/board.html"
    )
    return render(request, template, {**found, "date": date, "bars": bars})
