"""Whether a run may be loaded: what must be held at its terminal, and what is (INV-17)."""

from typing import TypedDict

from core.money import yuan
from dispatch.runs.lifecycle import RunState
from dispatch.runs.models import RunClearance
from dispatch.runs.selectors.runs import RunRow


class Clearance(TypedDict):
    """What must be held for a run and what is; `short`: what lacks, in yuan."""

    required_fen: int
    held_fen: int
    short_fen: int
    granted: bool
    terminal: str
    short: str


def clearance_row(run: RunRow) -> Clearance:
    """What must be held and what is (INV-17); once signed, what the money room still requires (SCN-08)."""
    row: RunClearance | None = getattr(run, "clearance", None)
    total = run.active_sheets[0].total_fen if run.active_sheets else run.cod_fen
    gate_open = run.status in (RunState.PLANNED, RunState.ISSUED)
    required = (max(total, row.required_fen) if gate_open else row.required_fen) if row else total
    held = row.held_fen if row else 0
    return {
        "required_fen": required,
        "held_fen": held,
        "short_fen": max(required - held, 0),
        "granted": required == 0 or bool(row and row.terminal_no and held >= required),
        "terminal": row.terminal_no if row else "",
        "short": yuan(max(required - held, 0)),
    }
