"""What drivers' totals declares: its sheets and words of the audit."""

from cod.dues.rights import MONEY_READ
from core.lifecycle import N_
from core.words import AuditWord
from people.roles import CASHIER, DRIVER
from sheets.kinds import SheetKind, Side

DRIVER_TOTAL = SheetKind(
    "driver_total",
    N_("Driver's detail and total"),
    prefix="MX",
    printed="司机派送明细和总金额",
    sides=(Side("driver", "司机", DRIVER), Side("cashier", "出纳", CASHIER)),
    right=MONEY_READ,
)

DRIVER_TOTAL_MAKE = AuditWord("driver_total.make", N_("Driver's total made"), "info")
SLIP_CHECK = AuditWord("slip.check", N_("Slip checked"), "info")
