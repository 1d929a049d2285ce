"""What this room declares: its words of the audit."""

from core.audit import AuditWord
from core.lifecycle import N_

PHONE_REVEAL = AuditWord("phone.reveal", N_("Phone number revealed"), "warn")
