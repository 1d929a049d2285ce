"""The movable demo time (simulation mode only)."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Invalid, NotAllowed
from core.models import SimulatedClock
from lab.clock.kinds import CLOCK_MOVE
from people.models import User


@transaction.atomic
def clock_move(*, at: dt.datetime, running: bool, actor: User) -> None:
    """Set the demo time; it never goes back, because what happened stays in its order."""
    if not settings.SIMULATION:
        raise NotAllowed("simulation", _("Only an instance in simulation mode has a clock that can be moved."))
    if at < clock.now():
        raise Invalid("clock_back", _("The demo time only goes forward."))
    clock.move_to(at, running=running)
    row = SimulatedClock.objects.get(pk=1)
    audit.record(actor=actor, action=CLOCK_MOVE, subject=row, new={"at": at.isoformat()})
