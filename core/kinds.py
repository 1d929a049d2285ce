"""What the mechanisms declare: their words of the audit."""

from core.audit import AuditWord
from core.lifecycle import N_

CALENDAR_SET = AuditWord("calendar.set", N_("Working day set"))
