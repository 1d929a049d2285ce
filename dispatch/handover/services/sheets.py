"""The goods handover sheet of a run: what it shows, issued, voided and issued again (DOC-05, INV-15, INV-16)."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from core import moves
from core.errors import Conflict
from core.facts import publish
from dispatch.handover.events import HandoverIssued
from dispatch.handover.exports import handover_content
from dispatch.handover.kinds import HANDOVER
from dispatch.runs import lifecycle
from dispatch.runs.lifecycle import RunAction, StopState
from dispatch.runs.models import LineMatch, Run, RunClearance, RunSheet, RunStop
from dispatch.runs.services.clearance import clearance_set
from orders.register.lifecycle import OrderState
from orders.register.models import GoodsItem
from people.models import User
from sheets.models import Sheet
from sheets.services.papers import sheet_issue, sheet_void


def sheet_make(*, run: Run, actor: User | None, reason: str) -> Sheet:
    """Issue the sheet of a locked run, voiding the one before; the same content is not issued twice."""
    stops = run_stops(run)
    _ready(run, stops)
    before = active_sheet(run)
    content = handover_content(run, stops)
    if before and before.sheet.content == content:
        return before.sheet
    old = _withdraw(before, reason, actor) if before else None
    sheet = sheet_issue(
        kind=HANDOVER,
        platform=run.platform,
        business_date=run.business_date,
        about=f"run:{run.pk}",
        content=content,
        actor=actor,
        replaces=old,
    )
    total = sum(stop.order.amount_due_fen for stop in stops)
    RunSheet.objects.create(run=run, sheet=sheet, total_fen=total, pieces=sum(stop.order.pieces for stop in stops))
    if old:
        _matches_keep(old, sheet, stops)
    moves.move(lifecycle.RUN, RunAction.ISSUE, Run, [run.pk], actor=actor)
    _clearance_ask(run, sheet, total, actor)
    return sheet


def sheet_follow(*, run: Run, reason: str, actor: User | None) -> Sheet | None:
    """After a change of the load: void the issued sheet and issue it anew without what is gone."""
    before = active_sheet(run)
    if before is None:
        return None
    if run.stops.filter(status=StopState.OPEN).exists():
        return sheet_make(run=run, actor=actor, reason=reason)
    _withdraw(before, reason, actor)
    moves.move(lifecycle.RUN, RunAction.WITHDRAW, Run, [run.pk], actor=actor, note=reason)
    return None


def plan_follow(*, run_id: int, reason: str, actor_id: int | None) -> None:
    """After a change of the plan, told by its fact; the run is locked by who changed it."""
    actor = User.objects.get(pk=actor_id) if actor_id else None
    sheet_follow(run=Run.objects.get(pk=run_id), reason=reason, actor=actor)


def active_sheet(run: Run) -> RunSheet | None:
    """The RunSheet that stands for this run now, or None."""
    return run.sheets.select_related("sheet").filter(active=True).first()


def run_stops(run: Run) -> list[RunStop]:
    """The open stops of a run in order, with what the sheet shows of their orders."""
    items = Prefetch("order__items", GoodsItem.objects.prefetch_related("parts").order_by("line_no"))
    stops = run.stops.filter(status=StopState.OPEN).select_related("order__recipient", "order__zone")
    return list(stops.prefetch_related(items).order_by("sequence", "id"))


def _ready(run: Run, stops: list[RunStop]) -> None:
    if not stops:
        raise Conflict("run_empty", _("Run %(run)s has no stops."), run=run.number)
    astray = next((stop.order for stop in stops if stop.order.status != OrderState.IN_STOCK), None)
    if astray:
        text = _("Order %(order)s is not in stock; accept it or take it off the run first.")
        raise Conflict("not_in_stock", text, order=astray.order_no)


def _withdraw(row: RunSheet, reason: str, actor: User | None) -> Sheet:
    sheet_void(sheet=row.sheet, reason=reason, actor=actor)
    RunSheet.objects.filter(pk=row.pk).update(active=False)
    return row.sheet


def _matches_keep(old: Sheet, sheet: Sheet, stops: list[RunStop]) -> None:
    """What the driver has found on his pallet need not be looked for again."""
    orders = [stop.order_id for stop in stops]
    kept = LineMatch.objects.filter(sheet=old, order_id__in=orders)
    LineMatch.objects.bulk_create([LineMatch(sheet=sheet, order_id=m.order_id, by_id=m.by_id, at=m.at) for m in kept])


def _clearance_ask(run: Run, sheet: Sheet, total: int, actor: User | None) -> None:
    """A run without collections is cleared by itself; every other waits for the money room (INV-17)."""
    if total == 0:
        row = RunClearance.objects.filter(run=run).first() or RunClearance()
        clearance_set(
            run=run,
            required_fen=0,
            held_fen=row.held_fen,
            terminal_no=row.terminal_no,
            auth_codes=row.auth_codes,
            actor=actor,
        )
    actor_id = getattr(actor, "pk", None)
    publish(HandoverIssued(run_id=run.pk, sheet_id=sheet.pk, total_fen=total, actor_id=actor_id))
