"""What the zones declares: its notices and words of the audit."""

from core.lifecycle import N_
from core.notices import NoticeKind
from core.words import AuditWord
from orders.exceptions.kinds import CASE

NEXT_ADMITTED = NoticeKind(
    "next_admitted",
    N_("%(number)s: order %(order_no)s is admitted to %(zone)s; plan it."),
    CASE,
)

ZONE_EDIT = AuditWord("zone.edit", N_("Zone changed"), "info")
ZONE_ASK = AuditWord("zone.ask", N_("Zone asked"), "warn")
ZONE_ANSWER = AuditWord("zone.answer", N_("Zone answered"), "ok")
TOWN_REMOVE = AuditWord("town.remove", N_("Town rule removed"), "info")
TOWN_ADD = AuditWord("town.add", N_("Town rule added"), "info")
STREET_REMEMBER = AuditWord("street.remember", N_("Street remembered"), "info")
STREET_FORGET = AuditWord("street.forget", N_("Street forgotten"), "info")
