"""What the COD handover sheet declares: its sheets and words of the audit."""

from cod.sheet23.rights import COD_SHEET_READ
from core.lifecycle import N_
from core.words import AuditWord
from people.roles import CASHIER, HQ_FINANCE
from sheets.kinds import SheetKind, Side

COD_SHEET = SheetKind(
    "cod_sheet",
    N_("COD handover sheet"),
    prefix="DS",
    printed="代收款移交单",
    sides=(Side("cashier", "出纳", CASHIER), Side("finance", "财务", HQ_FINANCE)),
    right=COD_SHEET_READ,
)

COD_SHEET_MAKE = AuditWord("cod_sheet.make", N_("COD handover sheet made up"), "info")
