"""What this room declares: its words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

RUN_CREATE = AuditWord("run.create", N_("Run planned"), "info")
RUN_REORDER = AuditWord("run.reorder", N_("Stops put in another order"), "info")
RUN_CLEARANCE = AuditWord("run.clearance", N_("What the run must hold, and holds"), "info")
STOP_PLAN = AuditWord("stop.plan", N_("Planned on a run"), "info")
STOP_MOVE = AuditWord("stop.move", N_("Moved to another run"), "info")
