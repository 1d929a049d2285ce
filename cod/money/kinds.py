"""What the money page declares: its notices."""

from core.lifecycle import N_
from core.notices import NoticeKind

LEDGER_BROKEN = NoticeKind("ledger_broken", N_("The ledger does not hold: %(count)s findings."))
