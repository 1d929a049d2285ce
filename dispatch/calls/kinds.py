"""What the call desk declares: its notices."""

from core.lifecycle import N_
from orders.register.kinds import OrderNotice

DO_NOT_VISIT = OrderNotice(
    "do_not_visit", N_("Order %(order_no)s was refused by phone: do not visit, bring the goods back.")
)
REFUSED_ON_VAN = OrderNotice(
    "refused_on_van", N_("Order %(order_no)s was refused by phone; it comes back tonight with run %(run)s.")
)
REFUSED_IN_STORE = OrderNotice(
    "refused_in_store", N_("Order %(order_no)s was refused by phone: keep the goods in store, do not hand them over.")
)
APPOINTMENT_CHANGED = OrderNotice(
    "appointment_changed", N_("Order %(order_no)s of run %(run)s: the customer expects the goods at %(window)s.")
)
CUSTOMER_UNREACHABLE = OrderNotice(
    "customer_unreachable", N_("Order %(order_no)s of run %(run)s: the customer could not be reached three times.")
)
REFUSAL_REPORTED = OrderNotice(
    "refusal_reported", N_("The driver heard that the customer of order %(order_no)s refuses: call him now.")
)
