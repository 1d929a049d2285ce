"""What the papers of the evening show, always in Chinese: papers handed in, and the return handover sheet (DOC-08)."""

from dispatch.runs.models import Run
from orders.register.lifecycle import PaperKind, PartKind
from orders.register.models import Document, GoodsItem
from returns.evening.matching import MatchOutcome
from returns.evening.selectors import EveningLine
from sheets.models import Content

PAPERS_COLUMNS: list[list[str | float]] = [
    ["序", 10, "right"],
    ["单证", 18, "left"],
    ["单证号", 48, "left"],
    ["订单号", 48, "left"],
    ["运单号", 34, "left"],
]
RETURN_COLUMNS: list[list[str | float]] = [
    ["订单号", 38, "left"],
    ["退货单号", 20, "left"],
    ["商品", 46, "left"],
    ["件数", 11, "right"],
    ["内/外机编码", 30, "left"],
    ["返回原因", 30, "left"],
    ["外包装情况", 18, "left"],
    ["附件", 12, "left"],
    ["检测报告", 15, "left"],
    ["发票", 12, "left"],
    ["仓管验收", 15, "left"],
    ["差异", 15, "left"],
]
KINDS = {PaperKind.RECEIPT: "签收单", PaperKind.SLIP: "POS小票"}
REASONS = {"refused_phone": "电话拒收", "refused_onsite": "现场拒收", MatchOutcome.NO_DOCUMENT: "无单证"}


def papers_content(run: Run, documents: list[Document]) -> Content:
    """The content of the papers sheet: each receipt and slip that the driver hands in."""
    lines = [
        {
            "document": document.pk,
            "order": document.order_id,
            "cells": [
                str(place),
                KINDS.get(document.kind, document.kind),
                document.number,
                document.order.order_no,
                document.order.waybill_no or "",
            ],
        }
        for place, document in enumerate(documents, 1)
    ]
    counts = [[KINDS[kind], str(sum(d.kind == kind for d in documents))] for kind in KINDS]
    return {"meta": _meta(run), "columns": PAPERS_COLUMNS, "lines": lines, "totals": counts}


def return_content(run: Run, lines: list[tuple[EveningLine, str]]) -> Content:
    """The content of DOC-08. `lines`: [(EveningLine, why)], why: refused_phone, refused_onsite or no_document."""
    rows = [
        {
            "order": line.order.pk,
            "items": [item.pk for item in line.items],
            "reason": why,
            "cells": [
                line.order.order_no,
                "-",
                "、".join(map(_named, line.items)),
                str(sum(i.pieces for i in line.items)),
                _codes(line.items),
                REASONS[why],
                "",
                "-",
                "-",
                "-",
                "",
                "",
            ],
        }
        for line, why in lines
    ]
    pieces = sum(item.pieces for line, _why in lines for item in line.items)
    totals = [["单数", str(len(rows))], ["件数", str(pieces)]]
    return {"meta": _meta(run), "columns": RETURN_COLUMNS, "lines": rows, "totals": totals}


def _meta(run: Run) -> list[list[str]]:
    return [
        ["车次", run.number],
        ["平台", run.platform.name],
        ["日期", f"{run.business_date:%Y-%m-%d}"],
        ["司机", f"{run.driver.code} {run.driver.user.staff_no}"],
    ]


def _named(item: GoodsItem) -> str:
    return f"{item.name}×{item.quantity}" if item.quantity > 1 else item.name


def _codes(items: list[GoodsItem]) -> str:
    parts = [part for item in items for part in item.parts.all()]
    return " ".join(f"{'内' if part.kind == PartKind.INDOOR else '外'}{part.code}" for part in parts)


# The words of these papers on a page in English.
ENGLISH = {
    "序": "No.", "退货单号": "Return number", "内/外机编码": "Unit codes", "单证": "Paper",
    "单证号": "Paper number", "返回原因": "Reason", "外包装情况": "Packaging", "附件": "Accessories",
    "检测报告": "Test report", "发票": "Invoice", "仓管验收": "Keeper's finding", "差异": "Difference",
    "POS小票": "POS slip", "无单证": "No papers",
}  # fmt: skip
