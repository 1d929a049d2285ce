"""The evening desk of the document administrator, and the keeper's acceptance of returned goods."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.context import business_date
from core.errors import Missing
from core.inputs import ids_of
from core.pagination import page_of
from core.types import JsonObject
from dispatch.runs.models import Run
from dispatch.runs.selectors.runs import run_of
from people.access import Request, address_for, needs
from people.models import User
from returns.evening import selectors
from returns.evening.rights import PAPERS_MATCH, PAPERS_READ, RETURNS_ACCEPT, RETURNS_READ, RETURNS_SIGN
from returns.evening.services.hand_in import papers_sign, return_counted, return_differ, return_sign
from returns.evening.services.matching import document_match
from sheets.models import Sheet
from sheets.selectors import boxes_shown
from sheets.signing import signer_from

SIGNERS = {"papers": papers_sign, "return": return_sign}
# Lanes of other clerks for the same driver: shown where their pages exist.
LANES = (
    (gettext_lazy("Slips"), "slip-list", "receipt"),
    (gettext_lazy("Cashier desk"), "cashier-desk", "wallet"),
)


@needs(PAPERS_READ)
@require_GET
def evening(request: Request) -> HttpResponse:
    """The drivers of the day by state: differences, to hand in, waiting for signatures, cleared."""
    return _desk(request, None)


@needs(PAPERS_READ)
@require_GET
def evening_run(request: Request, run_id: int) -> HttpResponse:
    """One driver's lane: his papers and goods, what the table says of each, then the sheets to sign."""
    run = run_of(request.user, run_id)
    lane = selectors.lane_of(run, again=bool(request.GET.get("again")))
    boxes = {name: _boxes(request.user, run, sheet, name) for name, sheet in lane.sheets.items() if sheet}
    may_match = lane.matching and request.user.may(PAPERS_MATCH)
    return _desk(request, run, lane=lane, boxes=boxes, may_match=may_match)


@needs(PAPERS_MATCH)
@require_GET
def evening_preview(request: Request, run_id: int) -> HttpResponse:
    """What the table would decide with these ticks; nothing is written."""
    run = run_of(request.user, run_id)
    codes = selectors.previewed(run, **_ticks(request.GET))
    return render(request, "returns/evening/outcomes.html", {"rows": codes.items(), "tally": selectors.tally(codes)})


@needs(PAPERS_MATCH)
@require_POST
def evening_match(request: Request, run_id: int) -> HttpResponse:
    """Decide, and issue the sheets."""
    run = run_of(request.user, run_id)
    document_match(run=run, actor=request.user, **_ticks(request.POST))
    messages.success(request, _("Matched. Now the driver and you sign."))
    return redirect("evening-run", run_id)


@needs(RETURNS_SIGN, RETURNS_ACCEPT)
@require_POST
def evening_sign(request: Request, run_id: int, paper: str) -> HttpResponse:
    """One side signs the papers sheet or the return sheet."""
    run = run_of(request.user, run_id)
    if paper not in SIGNERS:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    signer, method = signer_from(request, request.POST)
    complete = SIGNERS[paper](
        run=run,
        side=request.POST.get("side", ""),
        signer=signer,
        method=method,
        shown_hash=request.POST.get("shown_hash", ""),
    )
    messages.success(request, _("Signed: the sheet is complete.") if complete else _("Signed."))
    return redirect("evening-run", run_id)


@needs(PAPERS_MATCH)
@require_GET
def paper_where(request: Request) -> HttpResponse:
    """Whose pile a scanned paper belongs to."""
    found = selectors.paper_found(request.user, request.GET.get("number", ""))
    if found is None:
        raise Missing("paper", _("No such paper."))
    paper, run = found
    return JsonResponse({"document": paper.pk, "run": run.pk, "driver": str(run.driver)})


@needs(RETURNS_READ)
@require_GET
def return_list(request: Request) -> HttpResponse:
    """Return sheets: to accept first."""
    rows = selectors.returns_to_accept(request.user, _date(request))
    return render(request, "returns/evening/return_list.html", {"page": page_of(rows, request), "date": _date(request)})


@needs(RETURNS_READ)
@require_GET
def return_page(request: Request, run_id: int) -> HttpResponse:
    """One return sheet: the keeper counts, then accepts or reports a difference."""
    row, sheet = selectors.return_of(request.user, run_id)
    boxes = _boxes(request.user, row.run, sheet, "return")
    cells = [(line["order"], line["cells"]) for line in sheet.content["lines"]]
    counting = selectors.keeper_next(sheet) and request.user.may(RETURNS_ACCEPT)
    return render(
        request, "returns/evening/return_page.html", {"row": row, "boxes": boxes, "cells": cells, "counting": counting}
    )


@needs(RETURNS_ACCEPT)
@require_POST
def return_accept(request: Request, run_id: int) -> HttpResponse:
    """All counted: the keeper signs and the goods are in the store."""
    run = run_of(request.user, run_id)
    return_counted(run=run, found=ids_of(request.POST.getlist("found")))
    return_sign(run=run, side="keeper", signer=request.user, shown_hash=request.POST.get("shown_hash", ""))
    messages.success(request, _("Accepted: the goods are in the store."))
    return redirect("return-list")


@needs(RETURNS_ACCEPT)
@require_POST
def return_difference(request: Request, run_id: int) -> HttpResponse:
    """Not everything is there: supervisor and platform manager are told."""
    run = run_of(request.user, run_id)
    found = ids_of(request.POST.getlist("found"))
    cases = return_differ(run=run, found=found, note=request.POST.get("note", ""), actor=request.user)
    messages.warning(
        request, _("Reported: %(count)s not there. Supervisor and platform manager are told.") % {"count": len(cases)}
    )
    return redirect("return-page", run_id)


def _desk(request: Request, run: Run | None, **context: Any) -> HttpResponse:
    date = run.business_date if run else _date(request)
    rows = selectors.evenings_on(request.user, date)
    found = [(label, address_for(request.user, name), icon) for label, name, icon in LANES]
    lanes = [{"label": label, "url": url, "icon": icon} for label, url, icon in found if url]
    context |= {"run": run, "runs": rows, "date": date, "lanes": lanes, "counts": selectors.states_counted(rows)}
    return render(request, "returns/evening/evening.html", context)


def _boxes(user: User, run: Run, sheet: Sheet, paper: str) -> list[JsonObject]:
    """Signature boxes with what this person may do here: own side by session, the driver by PIN."""
    url = reverse("evening-sign", args=[run.pk, paper])
    urls = {}
    if user.may(PAPERS_MATCH):
        urls = {"doc_admin": {"sign_url": url}, "driver": {"pin_url": url}}
    return boxes_shown(sheet, **urls)


def _ticks(data: QueryDict) -> dict[str, list[int]]:
    return {name: ids_of(data.getlist(name)) for name in ("documents", "goods", "unexpected")}


def _date(request: Request) -> dt.date:
    return business_date(request) or clock.today()
