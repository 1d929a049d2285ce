"""What the evening declares: its notices, sheets and words of the audit."""

from core.lifecycle import N_
from core.notices import NoticeKind
from core.words import AuditWord
from people.roles import DOC_ADMIN, DRIVER, KEEPER
from returns.evening.rights import PAPERS_READ, RETURNS_READ
from sheets.kinds import SheetKind, Side

RETURN_DIFFERS = NoticeKind(
    "return_differs",
    N_(
        "Return sheet %(sheet)s of driver %(driver)s: the keeper counts %(counted)s of %(total)s. Decide who is liable."
    ),
)

PAPERS = SheetKind(
    "papers",
    N_("Papers sheet"),
    prefix="DZ",
    printed="单证移交单",
    sides=(Side("driver", "司机", DRIVER), Side("doc_admin", "单证管理员", DOC_ADMIN)),
    right=PAPERS_READ,
)
RETURN = SheetKind(
    "return",
    N_("Return handover sheet"),
    prefix="TH",
    printed="退货移交单",
    sides=(
        Side("driver", "司机", DRIVER),
        Side("doc_admin", "单证管理员", DOC_ADMIN),
        Side("keeper", "验收 仓管员", KEEPER),
    ),
    right=RETURNS_READ,
)

EVENING_MATCH = AuditWord("evening.match", N_("Papers and goods matched"), "info")
