"""Every kind of sheet: its number's prefix, its Chinese title (client paper is always Chinese) and its sides."""

from dataclasses import dataclass

from people.roles import CASHIER, DOC_ADMIN, DRIVER, HQ_FINANCE, KEEPER

CARRIER, BUYER = "carrier", "buyer"


@dataclass(frozen=True)
class Side:
    """One side of a sheet: who signs there. `outside` signs by name and image, without an account."""

    code: str
    label: str
    role: str = ""

    @property
    def outside(self) -> bool:
        return not self.role


@dataclass(frozen=True)
class Kind:
    """A kind of sheet."""

    code: str
    prefix: str
    title: str
    sides: tuple[Side, ...]

    def side(self, code: str) -> Side | None:
        return next((side for side in self.sides if side.code == code), None)


ACCEPTANCE = Kind("acceptance", "SH", "货物签收单", (Side("keeper", "仓管员", KEEPER), Side(CARRIER, "承运商")))
HANDOVER = Kind("handover", "YJ", "货物移交单", (Side("keeper", "仓管员", KEEPER), Side("driver", "司机", DRIVER)))
RECEIPT = Kind("receipt", "QS", "签收单", (Side("driver", "司机", DRIVER), Side(BUYER, "收货人")))
PAPERS = Kind(
    "papers", "DZ", "单证移交单", (Side("driver", "司机", DRIVER), Side("doc_admin", "单证管理员", DOC_ADMIN))
)
RETURN = Kind(
    "return", "TH", "退货移交单",
    (Side("driver", "司机", DRIVER), Side("doc_admin", "单证管理员", DOC_ADMIN), Side("keeper", "验收 仓管员", KEEPER)),
)  # fmt: skip
AREA_SLIP = Kind("area_slip", "YK", "移库单", (Side("keeper", "仓管员", KEEPER),))
POS_ISSUE = Kind("pos_issue", "PL", "POS机领用单", (Side("cashier", "出纳", CASHIER), Side("driver", "司机", DRIVER)))
POS_RETURN = Kind("pos_return", "PG", "POS机归还单", (Side("driver", "司机", DRIVER), Side("cashier", "出纳", CASHIER)))
DRIVER_TOTAL = Kind(
    "driver_total", "MX", "司机派送明细和总金额", (Side("driver", "司机", DRIVER), Side("cashier", "出纳", CASHIER))
)
COD_SHEET = Kind(
    "cod_sheet", "DS", "代收款移交单", (Side("cashier", "出纳", CASHIER), Side("finance", "财务", HQ_FINANCE))
)
PAYMENT = Kind("payment", "FK", "付款申请", ())

KINDS = {
    kind.code: kind
    for kind in (
        ACCEPTANCE, HANDOVER, RECEIPT, PAPERS, RETURN, AREA_SLIP, POS_ISSUE, POS_RETURN, DRIVER_TOTAL, COD_SHEET,
        PAYMENT,
    )
}  # fmt: skip

__all__ = ["KINDS", "Kind", "Side"]
