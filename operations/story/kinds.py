"""What this room declares: its words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

PHONE_REVEAL = AuditWord("phone.reveal", N_("Phone number revealed"), "warn")
