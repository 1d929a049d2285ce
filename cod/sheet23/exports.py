"""What the COD handover sheet shows, always in Chinese (DOC-13)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypedDict

from cod.pos.models import Collection
from core import clock
from core.money import yuan
from core.types import JsonObject
from ledger.models import LedgerSeal
from orders.register.lifecycle import PaymentState
from people.models import Platform
from sheets.models import Content

PENDING = {PaymentState.UNPAID: "未收款", PaymentState.CASH_HELD: "收现金未刷卡"}

SHEET_COLUMNS: list[list[str | float]] = [
    ["区域", 24, "left"],
    ["司机", 16, "left"],
    ["订单号", 38, "left"],
    ["金额", 24, "right"],
    ["方式", 24, "left"],
    ["POS机号", 18, "left"],
    ["小票号", 24, "left"],
    ["核销时间", 30, "left"],
    ["跨日", 12, "left"],
]


class Seal(TypedDict):
    """Until which posting the ledger was sealed, with the digests of this day and the day before."""

    posting: int
    digest: str
    previous: str


class CodSheetContent(Content):
    """A sheet that also carries the seal of its day."""

    seal: Seal


def cod_sheet_paper(
    platform: Platform,
    business_date: dt.date,
    cut_off: dt.datetime,
    lines: Sequence[Collection],
    pending: Sequence[JsonObject],
    seal: LedgerSeal,
) -> CodSheetContent:
    """DOC-13: collections by area and driver, then what is pending. The seals of this day and the day before."""
    return {
        "meta": [
            ["平台", platform.name],
            ["日期", f"{business_date}"],
            ["截止", f"{clock.local(cut_off):%H:%M}"],
            ["当日账目校验", seal.digest[:32]],
            ["上次账目校验", seal.previous_digest[:32] or "-"],
        ],
        "columns": SHEET_COLUMNS,
        "lines": [_sheet_line(row, business_date) for row in lines] + [_pending_line(row) for row in pending],
        "totals": [
            *[[f"{area} 小计 {count} 笔", yuan(fen)] for area, count, fen in _areas(lines)],
            [f"合计 {len(lines)} 笔", yuan(sum(row.amount_fen for row in lines))],
            [f"待核销 {len(pending)} 笔", yuan(sum(row["amount_fen"] for row in pending))],
        ],
        "seal": {"posting": seal.last_posting_id, "digest": seal.digest, "previous": seal.previous_digest},
    }


def _sheet_line(row: Collection, business_date: dt.date) -> JsonObject:
    crossed = row.run.business_date < business_date
    cells = [
        row.order.district,
        row.driver.code,
        row.order.order_no,
        yuan(row.amount_fen),
        row.way.printed,
        row.terminal.serial,
        row.reference,
        f"{clock.local(row.recorded_at):%m-%d %H:%M}",
        "跨日" if crossed else "",
    ]
    return {
        "collection": row.pk,
        "order": row.order_id,
        "amount_fen": row.amount_fen,
        "cross_day": crossed,
        "cells": cells,
    }


def _pending_line(row: JsonObject) -> JsonObject:
    cells = [
        row["area"],
        row["driver"],
        row["order_no"],
        yuan(row["amount_fen"]),
        PENDING[row["reason"]],
        "",
        "",
        "待核销",
        "",
    ]
    return {"pending": True, "order": row["order"], "amount_fen": row["amount_fen"], "cells": cells}


def _areas(lines: Iterable[Collection]) -> list[tuple[str, int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for row in lines:
        count, fen = sums.get(row.order.district, (0, 0))
        sums[row.order.district] = (count + 1, fen + row.amount_fen)
    return [(area, *sums[area]) for area in sorted(sums)]


# The words of these papers on a page in English.
ENGLISH = {
    "截止": "Closed at", "当日账目校验": "Seal of the day", "上次账目校验": "Seal before", "区域": "Area",
    "核销时间": "Written off at", "跨日": "Crossed midnight", "未收款": "Not paid",
    "收现金未刷卡": "Cash not yet swiped", "待核销": "Pending",
}  # fmt: skip
