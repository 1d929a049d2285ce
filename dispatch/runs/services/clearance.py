"""The clearance of a run, pushed upstream by the money room (rule 3)."""

from django.db import transaction

from core import audit, clock
from dispatch.runs.kinds import RUN_CLEARANCE
from dispatch.runs.models import Run, RunClearance
from people.models import User


@transaction.atomic
def clearance_set(
    *, run: Run, required_fen: int, held_fen: int, terminal_no: str, auth_codes: str = "", actor: User | None = None
) -> RunClearance:
    """Write what is required and held for a run; handover reads only this row (INV-17)."""
    values = {
        "required_fen": required_fen,
        "held_fen": held_fen,
        "terminal_no": terminal_no,
        "auth_codes": auth_codes[:120],
        "updated_at": clock.now(),
    }
    row, _ = RunClearance.objects.update_or_create(run=run, defaults=values)
    audit.record(actor=actor, action=RUN_CLEARANCE, subject=run, new={"required": required_fen, "held": held_fen})
    return row
