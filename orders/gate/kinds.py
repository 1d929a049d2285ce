"""What the gate declares: its notices, files, sheets and words of the audit."""

from core.filekinds import FileKind
from core.lifecycle import N_
from core.notices import NoticeKind
from core.words import AuditWord
from orders.exceptions.kinds import CASE
from orders.gate.rights import ACCEPTANCE_READ, STOCK_READ
from people.roles import KEEPER
from sheets.kinds import CARRIER, SheetKind, Side

NEXT_ACCEPT = NoticeKind(
    "next_accept",
    N_("%(number)s: the client takes %(order_no)s with a note; put it on the receipt."),
    CASE,
)
NEXT_REFUSE = NoticeKind(
    "next_refuse",
    N_("%(number)s: the client refuses %(order_no)s on the spot; it goes back with the carrier."),
    CASE,
)
NEXT_AWAIT = NoticeKind(
    "next_await",
    N_("%(number)s: the client sends the goods of %(order_no)s with the next line-haul; expect them."),
    CASE,
)
NEXT_CARRIER = NoticeKind(
    "next_carrier",
    N_("%(number)s: surplus goods go back with the carrier; put them on the receipt."),
    CASE,
)
NEXT_KEEP = NoticeKind(
    "next_keep",
    N_("%(number)s: surplus goods stay apart in the inspection area until an order comes."),
    CASE,
)

GOODS_PHOTO = FileKind("acceptance", N_("Photo of goods at the gate"))

ACCEPTANCE = SheetKind(
    "acceptance",
    N_("Acceptance sheet"),
    prefix="SH",
    printed="货物签收单",
    sides=(Side("keeper", "仓管员", KEEPER), Side(CARRIER, "承运商")),
    right=ACCEPTANCE_READ,
)
AREA_SLIP = SheetKind(
    "area_slip",
    N_("Area slip"),
    prefix="YK",
    printed="移库单",
    sides=(Side("keeper", "仓管员", KEEPER),),
    right=STOCK_READ,
)

ARRIVAL_REGISTER = AuditWord("arrival.register", N_("Line-haul registered"), "info")
ARRIVAL_UNLOADED = AuditWord("arrival.unloaded", N_("Line-haul unloaded"), "info")
ARRIVAL_CHECK = AuditWord("arrival.check", N_("Goods checked"), "info")
SURPLUS_ADD = AuditWord("surplus.add", N_("Surplus goods found"), "warn")
SURPLUS_MOVE = AuditWord("surplus.move", N_("Surplus goods changed hands"), "info")
SURPLUS_JOIN = AuditWord("surplus.join", N_("Surplus goods joined to the order"), "ok")
