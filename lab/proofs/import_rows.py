"""The rows that an import would write, made of a workbook without looking at any value: for the floor and the peer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count, groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

# The process that measures sets Django up by itself, so no room is imported before it has.
if TYPE_CHECKING:
    from django.db.models import Model

    from lab.proofs.scratch import World
    from ledger.chart import AccountKind
    from orders.intake.models import ImportBatch

RowCells: TypeAlias = Sequence[Any]  # a row of the workbook or of a table: whatever stands in its columns


class Filled(NamedTuple):
    """A table and the rows that an import puts into these columns of it."""

    model: type[Model]
    names: Sequence[str]
    lines: list[RowCells]


DAY = dt.date(2026, 11, 2)


ORDER_COLUMNS = [
    "id",
    "client_id",
    "order_no",
    "shipment_no",
    "waybill_no",
    "business_date",
    "platform_id",
    "shipped_at",
    "promise_at",
    "zone_id",
    "zone_unconfirmed",
    "zone_asked",
    "district",
    "recipient_id",
    "floor",
    "has_lift",
    "upstairs",
    "doc_return",
    "pay_mode",
    "amount_original_fen",
    "amount_due_fen",
    "amount_version",
    "wanted_window",
    "pieces",
    "remarks",
    "status",
    "payment_state",
    "paid_with",
    "collected_fen",
    "created_at",
]


ITEM_COLUMNS = [
    "id",
    "order_id",
    "line_no",
    "sku",
    "name",
    "category",
    "quantity",
    "pieces",
    "declared_fen",
    "share_fen",
    "holder_id",
    "area",
    "condition",
]


def followers_of(rows: Sequence[RowCells], tables: Sequence[Filled]) -> list[Filled]:
    """The parts, the history and the ledger, as bare as `tables_of`."""
    from cod.dues import chart
    from core.models import AuditRow
    from lab.proofs.orderbooks import FIELDS
    from ledger.models import Account, Entry, Posting
    from orders.register.models import GoodsPart

    at, orders, items = {name: n for n, name in enumerate(FIELDS)}, tables[1].lines, tables[2].lines
    amount = ORDER_COLUMNS.index("amount_due_fen")
    instant, owed = "2026-11-02 04:20+08", [(order[0], order[amount]) for order in orders if order[amount]]
    parts: list[RowCells] = [
        (item[0], kind, cells[at[kind]], "")
        for item, cells in zip(items, rows[1:], strict=True)
        for kind in ("indoor", "outdoor")
        if cells[at[kind]]
    ]
    history: list[RowCells] = [
        ("", "order.import", f"orders.order:{key}", f"order:{key}", '{"status": "expected"}', "", instant, instant)
        for key in range(1, len(orders) + 1)
    ]
    source, target = chart.OPENS
    accounts: list[RowCells] = [(2 * n, source, f"order:{key}", *_chart(source)) for n, (key, _) in enumerate(owed, 1)]
    accounts += [(2 * n + 1, target, f"order:{key}", *_chart(target)) for n, (key, _) in enumerate(owed, 1)]
    entries: list[RowCells] = [
        (n, f"open:{key}", chart.OPENED, DAY, f"order:{key}", "", instant, instant)
        for n, (key, _) in enumerate(owed, 1)
    ]
    postings: list[RowCells] = [(n, n, 2 * n, 2 * n + 1, fen, f"order:{key}") for n, (key, fen) in enumerate(owed, 1)]
    history_names = ("actor_no", "action", "subject", "about", "new", "note", "occurred_at", "recorded_at")
    entry_names = ("id", "key", "kind", "business_date", "about", "note", "occurred_at", "recorded_at")
    return [
        Filled(GoodsPart, ("item_id", "kind", "code", "seen_code"), parts),
        Filled(AuditRow, history_names, history),
        Filled(Account, ("id", "code", "key", "sign", "floor", "balance_fen", "last_posting_id"), accounts),
        Filled(Entry, entry_names, entries),
        Filled(Posting, ("id", "entry_id", "source_id", "target_id", "amount_fen", "about"), postings),
    ]


def _chart(kind: AccountKind) -> RowCells:
    return kind.sign, kind.floor, 0, 0


def batch_of(where: World) -> ImportBatch:
    from core import clock
    from core.files import file_store
    from orders.intake.kinds import ORDER_FILE
    from orders.intake.models import ImportBatch

    stored = file_store(content=b"floor", name="f.xlsx", content_type="x", kind=ORDER_FILE)
    return ImportBatch.objects.create(client=where["client"], business_date=DAY, file=stored, imported_at=clock.now())


def tables_of(rows: Sequence[RowCells], where: World, batch: ImportBatch) -> list[Filled]:
    """Recipients, orders, items and the row report, without looking at any value."""
    from lab.proofs.orderbooks import FIELDS
    from orders.intake.models import ImportRow
    from orders.register.lifecycle import PaymentState
    from orders.register.models import GoodsItem, Order, Recipient, ServiceZone
    from orders.register.payways import BY_CARD, NO_COLLECTION

    recipients: list[RowCells] = []
    orders: list[RowCells] = []
    items: list[RowCells] = []
    report: list[RowCells] = []
    at, zone = {name: n for n, name in enumerate(FIELDS)}, ServiceZone.objects.order_by("pk")[0]
    holder, client, platform, number = where["client"].holder_id, where["client"].pk, where["platform"].pk, count(1)
    instant, line = "2026-11-02 04:20+08", count(2)
    for key, (_, rows_of_one) in enumerate(groupby(rows[1:], lambda row: row[0]), 1):
        group = list(rows_of_one)
        row = group[0]
        phone, amount = row[at["phone"]], int(row[at["amount_fen"]] or 0) * 100
        recipients.append((key, row[at["name"]], phone, "", phone[-4:], row[at["town"]], row[at["address"]]))
        orders.append(
            (key, client, row[0], row[1], f"261102{key:05d}", DAY, platform, row[at["shipped_at"]] + "+08", instant)
            + (zone.pk, False, False, row[at["district"]], key, row[at["floor"]], True, False, False)
            + (BY_CARD if amount else NO_COLLECTION, amount, amount, 1, "", len(group), row[at["remarks"]])
            + ("expected", PaymentState.UNPAID if amount else PaymentState.NONE, "", 0, instant)
        )
        for place, cells in enumerate(group, 1):
            goods = (cells[at["sku"]], cells[at["item"]], cells[at["category"]], 1, 1)
            worth = int(cells[at["declared_fen"]]) * 100
            items.append((next(number), key, place, *goods, worth, 0, holder, "inspection", "good"))
            report.append((batch.pk, next(line), "created", key, "[]"))
    return [
        Filled(Recipient, ("id", "name", "phone", "phone2", "phone_tail", "town", "address"), recipients),
        Filled(Order, ORDER_COLUMNS, orders),
        Filled(GoodsItem, ITEM_COLUMNS, items),
        Filled(ImportRow, ("batch_id", "row_no", "result", "order_id", "problems"), report),
    ]
