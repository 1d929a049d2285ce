"""The van is back: papers and goods have been handed in (FLW-J.1)."""

from django.db import transaction

from core import clock, moves
from dispatch.runs import lifecycle
from dispatch.runs.lifecycle import RunAction
from dispatch.runs.models import Run
from dispatch.runs.services.runs import lock_run
from people.models import User


@transaction.atomic
def run_return(*, run: Run, actor: User) -> None:
    """Take a run that is on the road to “back at the platform”; called when the evening's sheets are signed."""
    run = lock_run(run)
    moves.move(lifecycle.RUN, RunAction.RETURN, Run, [run.pk], actor=actor, returned_at=clock.now())
