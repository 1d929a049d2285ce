"""What the pages say of a run in words: its steps, its light, how late it is."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.deadlines import Timetable
from core.money import yuan
from dispatch.runs.deadlines import RUNS_LOADED
from dispatch.runs.lifecycle import RunState
from dispatch.runs.models import Run
from dispatch.runs.selectors.clearance import clearance_row
from dispatch.runs.selectors.runs import RunRow

ORDER = (RunState.PLANNED, RunState.ISSUED, RunState.LOADED, RunState.DEPARTED, RunState.RETURNED)


def run_steps(run: RunRow, matched: int, lines: int) -> list[dict[str, str]]:
    """Steps for the component: where this run is now."""
    reached = ORDER.index(run.status)
    cleared = clearance_row(run)["granted"] and bool(run.active_sheets)
    signed = len(run.active_sheets[0].sheet.signatures.all()) if run.active_sheets else 0
    rows = [
        (_("Planned"), True, run.planned_at, ""),
        (_("Sheet issued"), reached >= 1, _issued_at(run), ""),
        (_("Clearance"), cleared or reached >= 2, None, _light_note(run)),
        (_("Matched by the driver"), bool(lines) and matched == lines, None, f"{matched} / {lines}"),
        (_("Both signed"), reached >= 2, run.loaded_at, f"{signed} / 2"),
        (_("On the road"), reached >= 3, run.departed_at, ""),
        (_("Back at the platform"), reached >= 4, run.returned_at, ""),
    ]
    first = next((place for place, row in enumerate(rows) if not row[1]), len(rows))
    return [_step(row, place == first) for place, row in enumerate(rows)]


def light(run: RunRow) -> tuple[str, str]:
    """(tone, text) of the clearance (INV-17)."""
    if run.status not in (RunState.PLANNED, RunState.ISSUED):
        return "ok", _("Cleared")
    row = clearance_row(run)
    if row["required_fen"] == 0:
        return "ok", _("Nothing to hold")
    if not row["terminal"]:
        return "warn", _("Terminal not issued")
    if row["granted"]:
        return "ok", _("Cleared")
    return "error", _("Short %(amount)s") % {"amount": yuan(row["short_fen"])}


def minutes_late(run: Run, hours: Timetable) -> int:
    """Minutes after the deadline that this run is not signed, 0 when it is not late (DAY-04)."""
    deadline = hours.at(RUNS_LOADED, run.business_date)
    end = run.loaded_at or clock.now()
    return max(0, int((end - deadline).total_seconds() // 60))


def waiting_for(run: RunRow, matched: int) -> str:
    """Who must act now, for the handover desk."""
    if run.status == RunState.PLANNED:
        return _("Keeper: issue the sheet")
    if run.status != RunState.ISSUED:
        return ""
    if light(run)[0] != "ok":
        return _("Cashier and driver: terminal and pre-authorisation")
    if matched < len(run.active_sheets[0].sheet.content["lines"]):
        return _("Driver: match the goods")
    return _("Keeper and driver: sign")


def _step(row: tuple[str, bool, dt.datetime | None, str], now: bool) -> dict[str, str]:
    label, done, at, note = row
    when = f"{clock.local(at):%H:%M}" if done and at else note
    return {"label": label, "state": "done" if done else "now" if now else "", "note": when}


def _issued_at(run: RunRow) -> dt.datetime | None:
    return run.active_sheets[0].sheet.issued_at if run.active_sheets else None


def _light_note(run: RunRow) -> str:
    return light(run)[1] if run.active_sheets else ""
