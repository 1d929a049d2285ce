"""One run: its stops, its sheet, its gate, its signatures; and the keepers' list of all runs of the morning."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.context import business_date
from core.deadlines import Timetable, timetable
from core.errors import Invalid
from core.inputs import ids_of
from dispatch.handover.rights import HANDOVER_ISSUE, HANDOVER_READ, HANDOVER_SIGN
from dispatch.handover.services import handover
from dispatch.runs.deadlines import DRIVERS_FIRST, RUNS_LOADED
from dispatch.runs.lifecycle import RunState
from dispatch.runs.models import Run
from dispatch.runs.rights import RUNS_DEPART, RUNS_PLAN, RUNS_READ
from dispatch.runs.selectors import runs as seen
from dispatch.runs.selectors.clearance import clearance_row
from dispatch.runs.selectors.runs import RunRow
from dispatch.runs.services import runs
from dispatch.runs.steps import light, minutes_late, run_steps, waiting_for
from people.access import Request, needs
from people.models import User
from sheets.selectors import boxes_shown
from sheets.signing import signer_from


@dataclass(frozen=True)
class MorningRun:
    """A run of the morning: its light, how many lines the driver found, who signed, who must act; `late` in minutes."""

    run: RunRow
    light: tuple[str, str]
    matched: int
    signed: int
    waiting: str
    late: int


@needs(HANDOVER_READ)
def handover_desk(request: Request) -> HttpResponse:
    """All runs of the day with who must act; red from the deadline of loading (DAY-04)."""
    date, hours = business_date(request) or clock.today(), timetable()
    rows = list(seen.runs_of(request.user, date))
    counts = seen.matched_counts(rows)
    lines = [_line(run, counts.get(run.pk, 0), hours) for run in rows]
    context = {
        "date": date,
        "runs": lines,
        "deadline_at": hours.at(RUNS_LOADED, date),
        "done": sum(run.loaded_at is not None for run in rows),
        "late_count": sum(line.late > 0 and line.run.loaded_at is None for line in lines),
    }
    return render(request, "dispatch/handover/handover_desk.html", context)


@needs(RUNS_READ, HANDOVER_READ)
def run_page(request: Request, pk: int) -> HttpResponse:
    """One run."""
    run = seen.run_of(request.user, pk)
    stops, found = list(seen.stops_of(run)), seen.matched_orders(run)
    sheet = run.active_sheets[0].sheet if run.active_sheets else None
    open_plan = run.status in (RunState.PLANNED, RunState.ISSUED)
    context = {
        "run": run,
        "drivers_until": DRIVERS_FIRST.at(run.business_date),
        "stops": stops,
        "found": found,
        "sheet": sheet,
        "light": light(run),
        "clearance": clearance_row(run),
        "lines": len(sheet.content["lines"]) if sheet else 0,
        "steps": run_steps(run, len(found), len(sheet.content["lines"]) if sheet else 0),
        "boxes": boxes_shown(sheet, **_sign_urls(request.user, run)) if sheet else [],
        "may_plan": open_plan and request.user.may(RUNS_PLAN),
        "may_issue": open_plan and request.user.may(HANDOVER_ISSUE),
        "may_miss": run.status == RunState.ISSUED and request.user.may(HANDOVER_ISSUE),
        "may_depart": run.status == RunState.LOADED and request.user.may(RUNS_DEPART),
        "others": [r for r in seen.runs_of(request.user, run.business_date) if r.pk != run.pk],
        "late": minutes_late(run, timetable()) if open_plan else 0,
    }
    return render(request, "dispatch/handover/run_page.html", context)


@needs(HANDOVER_ISSUE)
@require_POST
def run_issue(request: Request, pk: int) -> HttpResponse:
    """Issue the goods handover sheet."""
    sheet = handover.handover_issue(run=seen.run_of(request.user, pk), actor=request.user)
    messages.success(request, _("Sheet %(number)s is issued.") % {"number": sheet.number})
    return redirect("run-page", pk)


@needs(HANDOVER_SIGN)
@require_POST
def run_sign(request: Request, pk: int) -> HttpResponse:
    """One side signs, on this session or by PIN."""
    run = seen.run_of(request.user, pk)
    signer, method = signer_from(request, request.POST)
    complete = handover.handover_sign(
        run=run,
        side=request.POST.get("side", ""),
        signer=signer,
        method=method,
        shown_hash=request.POST.get("shown_hash", ""),
    )
    text = (
        _("Both have signed: the goods are with the driver.") if complete else _("Signed; the other side is missing.")
    )
    messages.success(request, text)
    return redirect("run-page", pk)


@needs(HANDOVER_SIGN)
@require_POST
def run_missing(request: Request, pk: int) -> HttpResponse:
    """The ticked stop's goods are not there (FLW-C.2)."""
    run, picked = seen.run_of(request.user, pk), ids_of(request.POST.getlist("pick"))
    if len(picked) != 1:
        raise Invalid("pick", _("Tick the one order whose goods are missing."))
    order = seen.stops_among(request.user, picked)[0].order
    handover.handover_missing(run=run, order=order, note=request.POST.get("note", "")[:200], actor=request.user)
    messages.success(request, _("The order is off the sheet; a new sheet is issued and the account manager is told."))
    return redirect("run-page", pk)


@needs(RUNS_DEPART)
@require_POST
def run_depart(request: Request, pk: int) -> HttpResponse:
    """The van leaves."""
    handover.run_depart(run=seen.run_of(request.user, pk), actor=request.user)
    messages.success(request, _("The van has left."))
    return redirect("run-page", pk)


@needs(RUNS_PLAN)
@require_POST
def stops_change(request: Request, pk: int) -> HttpResponse:
    """Take ticked stops off, move them to another run, or put all into a new order."""
    run = seen.run_of(request.user, pk)
    what = request.POST.get("what", "")
    if what == "reorder":
        runs.stops_reorder(run=run, stops=_new_order(request), actor=request.user)
    elif what in ("move", "remove"):
        _stops_take(request, run, what)
    else:
        raise Invalid("what", _("Choose what to do with the stops."))
    messages.success(request, _("The plan is changed."))
    return redirect("run-page", pk)


def _line(run: RunRow, matched: int, hours: Timetable) -> MorningRun:
    return MorningRun(
        run=run,
        light=light(run),
        matched=matched,
        signed=len(run.active_sheets[0].sheet.signatures.all()) if run.active_sheets else 0,
        waiting=waiting_for(run, matched),
        late=minutes_late(run, hours),
    )


def _stops_take(request: Request, run: Run, what: str) -> None:
    ids = ids_of(request.POST.getlist("pick"))
    if not ids:
        raise Invalid("pick", _("Tick at least one stop."))
    stops = seen.stops_among(request.user, ids)
    if what == "remove":
        runs.stops_remove(run=run, stops=stops, actor=request.user)
    else:
        target = ids_of([request.POST.get("run", "")])
        if not target:
            raise Invalid("run", _("Choose the run that takes the stops."))
        runs.stops_move(stops=stops, run=seen.run_of(request.user, target[0]), actor=request.user)


def _new_order(request: Request) -> list[int]:
    """Stop ids by the numbers that were typed; equal numbers keep their former order."""
    places = [(name[6:], request.POST.getlist(name)[-1:]) for name in request.POST if name.startswith("place-")]
    rows = [(*ids_of(typed), *ids_of([pk])) for pk, typed in places]
    return [row[1] for row in sorted((row for row in rows if len(row) == 2), key=lambda row: row[0])]


def _sign_urls(user: User, run: Run) -> dict[str, dict[str, str]]:
    """Who may sign here: the reader's own side by session, the other one by PIN on this device."""
    url = reverse("run-sign", args=[run.pk])
    own, other = {"sign_url": url}, {"pin_url": url}
    if not user.may(HANDOVER_SIGN):
        return {}
    if user.pk == run.driver.user_id:
        return {"driver": own, "keeper": other}
    return {"keeper": own, "driver": other}
