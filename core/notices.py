"""What a notification says: the one table from its kind to its sentence. References and figures only, no names."""

from django.utils.translation import gettext

from core.lifecycle import N_
from core.models import Notification

SENTENCES = {
    "do_not_visit": N_("Order %(order_no)s was refused by phone: do not visit, bring the goods back."),
    "appointment_changed": N_("Order %(order_no)s of run %(run)s: the customer expects the goods at %(window)s."),
    "customer_unreachable": N_("Order %(order_no)s of run %(run)s: the customer could not be reached three times."),
    "refusal_reported": N_("The driver heard that the customer of order %(order_no)s refuses: call him now."),
    "refused_on_van": N_("Order %(order_no)s was refused by phone; it comes back tonight with run %(run)s."),
    "refused_in_store": N_("Order %(order_no)s was refused by phone: keep the goods in store, do not hand them over."),
    "missing_at_handover": N_("Order %(order_no)s was not there when run %(run)s was loaded; ask the client."),
    "refused_at_door": N_("Order %(order_no)s was refused at the door: tell the client."),
    "exception_opened": N_("Exception %(number)s was opened: the client's instruction is needed."),
    "exceptions_opened": N_(
        "%(count)s exceptions were opened, from %(number)s on: the client's instructions are needed."
    ),
    "exception_overdue": N_("Exception %(number)s: the client has not answered within its limit; follow it up."),
    "exceptions_overdue": N_(
        "%(count)s exceptions, from %(number)s on: the client has not answered within the limit; follow them up."
    ),
    "plan_again": N_("%(number)s: order %(order_no)s is in store and is delivered again: plan it for %(date)s."),
    "next_accept": N_("%(number)s: the client takes %(order_no)s with a note; put it on the receipt."),
    "next_refuse": N_("%(number)s: the client refuses %(order_no)s on the spot; it goes back with the carrier."),
    "next_await": N_("%(number)s: the client sends the goods of %(order_no)s with the next line-haul; expect them."),
    "next_carrier": N_("%(number)s: surplus goods go back with the carrier; put them on the receipt."),
    "next_keep": N_("%(number)s: surplus goods stay apart in the inspection area until an order comes."),
    "next_admitted": N_("%(number)s: order %(order_no)s is admitted to %(zone)s; plan it."),
    "next_redeliver": N_("%(number)s: order %(order_no)s is to be delivered again; call the customer for a new time."),
    "next_return": N_("%(number)s: order %(order_no)s goes back to the client; keep its goods for the return."),
    "reply_wait": N_("%(number)s, order %(order_no)s: wait at the customer's door; we are asking the client."),
    "reply_again": N_("%(number)s, order %(order_no)s: the client says try again today."),
    "reply_return": N_("%(number)s, order %(order_no)s: the client says bring the goods back tonight."),
    "reply_call": N_("%(number)s, order %(order_no)s: call the office before you drive on."),
    "import_checked": N_("The order file of %(date)s is checked: look at it and import it."),
    "import_done": N_("The order file of %(date)s is imported."),
    "import_failed": N_("The order file of %(date)s could not be taken; its page says why."),
    "feedback_noon": N_("The noon feedback file of %(date)s is ready: %(rows)s rows to put into the client's system."),
    "feedback_final": N_(
        "The final feedback file of %(date)s is sealed: %(rows)s rows to put into the client's system."
    ),
    "return_differs": N_(
        "Return sheet %(sheet)s of driver %(driver)s: the keeper counts %(counted)s of %(total)s. Decide who is liable."
    ),
    "payment_requested": N_("Payment request %(number)s over %(amount)s was submitted; approvals have begun."),
    "payment_approved": N_("Payment request %(number)s over %(amount)s is approved; the form and the payment follow."),
    "payment_rejected": N_("Payment request %(number)s was sent back to you."),
    "payment_paid": N_("Payment request %(number)s is paid; its orders are remitted."),
    "money_suspense": N_(
        "Terminal %(terminal)s charged a card (reference %(reference)s) that cannot be booked to an order."
    ),
    "pos_conflict": N_("Terminal %(terminal)s reported reference %(reference)s twice with different contents."),
    "hold_without_run": N_(
        "Terminal %(terminal)s reported a pre-authorisation (reference %(reference)s) but is not issued."
    ),
    "pos_not_returned": N_("Terminal %(terminal)s has not been returned by driver %(driver)s."),
    "bank_suspense": N_("The bank's file has %(count)s lines that cannot be explained."),
    "bank_missing": N_("%(count)s collections are missing in the bank's file."),
    "ledger_broken": N_("The ledger does not hold: %(count)s findings."),
}


def sentence(notification: Notification) -> str:
    """The notification in the reader's language."""
    text = SENTENCES.get(notification.kind)
    return gettext(text) % notification.params if text else notification.kind
