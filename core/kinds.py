"""What the mechanisms declare: their words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

CALENDAR_SET = AuditWord("calendar.set", N_("Working day set"))
