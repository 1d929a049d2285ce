"""What the payment declares: its notices, sheets and words of the audit."""

from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord
from reconciliation.payment.rights import PAYMENT_READ
from sheets.kinds import SheetKind

PAYMENT_REQUESTED = NoticeKind(
    "payment_requested",
    N_("Payment request %(number)s over %(amount)s was submitted; approvals have begun."),
    Place("payment-list"),
)
PAYMENT_APPROVED = NoticeKind(
    "payment_approved",
    N_("Payment request %(number)s over %(amount)s is approved; the form and the payment follow."),
    Place("payment-list"),
)
PAYMENT_REJECTED = NoticeKind(
    "payment_rejected", N_("Payment request %(number)s was sent back to you."), Place("payment-list")
)
PAYMENT_PAID = NoticeKind(
    "payment_paid", N_("Payment request %(number)s is paid; its orders are remitted."), Place("payment-list")
)

PAYMENT = SheetKind("payment", N_("Payment request"), prefix="FK", printed="付款申请", sides=(), right=PAYMENT_READ)

PAYMENT_REQUEST = AuditWord("payment.request", N_("Payment requested"), "info")
