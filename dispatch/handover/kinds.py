"""What the handover declares: its notices and sheets."""

from core.lifecycle import N_
from dispatch.handover.rights import HANDOVER_READ
from orders.register.kinds import OrderNotice
from people.roles import DRIVER, KEEPER
from sheets.kinds import SheetKind, Side

MISSING_AT_HANDOVER_TOLD = OrderNotice(
    "missing_at_handover", N_("Order %(order_no)s was not there when run %(run)s was loaded; ask the client.")
)

HANDOVER = SheetKind(
    "handover",
    N_("Goods handover sheet"),
    prefix="YJ",
    printed="货物移交单",
    sides=(Side("keeper", "仓管员", KEEPER), Side("driver", "司机", DRIVER)),
    right=HANDOVER_READ,
)
