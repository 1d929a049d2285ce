"""What the call desk declares: its notices."""

from core.lifecycle import N_
from core.notices import NoticeKind

DO_NOT_VISIT = NoticeKind(
    "do_not_visit", N_("Order %(order_no)s was refused by phone: do not visit, bring the goods back.")
)
REFUSED_ON_VAN = NoticeKind(
    "refused_on_van", N_("Order %(order_no)s was refused by phone; it comes back tonight with run %(run)s.")
)
REFUSED_IN_STORE = NoticeKind(
    "refused_in_store", N_("Order %(order_no)s was refused by phone: keep the goods in store, do not hand them over.")
)
APPOINTMENT_CHANGED = NoticeKind(
    "appointment_changed", N_("Order %(order_no)s of run %(run)s: the customer expects the goods at %(window)s.")
)
CUSTOMER_UNREACHABLE = NoticeKind(
    "customer_unreachable", N_("Order %(order_no)s of run %(run)s: the customer could not be reached three times.")
)
REFUSAL_REPORTED = NoticeKind(
    "refusal_reported", N_("The driver heard that the customer of order %(order_no)s refuses: call him now.")
)
