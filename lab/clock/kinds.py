"""What this room declares: its words of the audit."""

from core.audit import AuditWord
from core.lifecycle import N_

CLOCK_MOVE = AuditWord("clock.move", N_("Demo clock moved"), "mute")
