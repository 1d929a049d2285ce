"""What this room declares: its words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

CLOCK_MOVE = AuditWord("clock.move", N_("Demo clock moved"), "mute")
