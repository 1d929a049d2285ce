"""What terminals declares: its notices, sheets and words of the audit."""

from cod.pos.rights import POS_READ
from core.lifecycle import N_
from core.notices import NoticeKind
from core.words import AuditWord
from orders.register.kinds import OrderNotice
from people.roles import CASHIER, DRIVER
from sheets.kinds import SheetKind, Side

MONEY_SUSPENSE = OrderNotice(
    "money_suspense",
    N_("Terminal %(terminal)s charged a card (reference %(reference)s) that cannot be booked to an order."),
)
POS_CONFLICT = NoticeKind(
    "pos_conflict", N_("Terminal %(terminal)s reported reference %(reference)s twice with different contents.")
)
HOLD_WITHOUT_RUN = NoticeKind(
    "hold_without_run",
    N_("Terminal %(terminal)s reported a pre-authorisation (reference %(reference)s) but is not issued."),
)
POS_NOT_RETURNED = NoticeKind(
    "pos_not_returned", N_("Terminal %(terminal)s has not been returned by driver %(driver)s.")
)

POS_ISSUE = SheetKind(
    "pos_issue",
    N_("Terminal issue sheet"),
    prefix="PL",
    printed="POS机领用单",
    sides=(Side("cashier", "出纳", CASHIER), Side("driver", "司机", DRIVER)),
    right=POS_READ,
)
POS_RETURN = SheetKind(
    "pos_return",
    N_("Terminal return sheet"),
    prefix="PG",
    printed="POS机归还单",
    sides=(Side("driver", "司机", DRIVER), Side("cashier", "出纳", CASHIER)),
    right=POS_READ,
)

TERMINAL_CREATE = AuditWord("terminal.create", N_("Terminal made"), "info")
POS_AGREEMENT = AuditWord("pos.agreement", N_("Agreement on the terminal signed"), "info")
POS_TRAINING = AuditWord("pos.training", N_("Trained on the terminal"), "info")
POS_PREPARE = AuditWord("pos.prepare", N_("Terminal made ready"), "info")
SUSPENSE_OPEN = AuditWord("suspense.open", N_("Money in suspense"), "error")
