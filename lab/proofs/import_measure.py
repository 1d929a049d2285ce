"""One measurement of the import in this process: `python -m lab.proofs.import_measure WHAT BOOK DATABASE`."""

import csv
import datetime as dt
import io
import json
import os
import resource
import sys
from functools import partial
from itertools import count, groupby
from pathlib import Path
from typing import Any

from core.types import JsonObject
from orders.feedback.selectors.lines import Row
from orders.intake.models import ImportBatch
from orders.intake.services.rows import Line
from orders.register.models import Document, GoodsItem, ServiceZone

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


def main(what: str, book: Any, database: Any) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    from lab.proofs.company import during

    works = {
        "floor": floor,
        "floor_four": partial(floor, four=True),
        "ours": ours,
        "once": partial(ours, times=1),
        "peer": peer,
        "during": during,
    }
    print(json.dumps(works[what](book)))


def ours(book: Any, times: Any = 2) -> Any:
    """[the first import, the same file again]."""
    from core.workbooks import Limits
    from lab.proofs.scratch import intake_world
    from orders.intake.services.imports import order_import

    where, figures = intake_world(), []
    for _ in range(times):
        with _measured({}) as taken:
            content = Path(book).read_bytes()
            batch = order_import(content=content, filename="o.xlsx", business_date=DAY, limits=Limits.large(), **where)
        taken |= {"created": batch.created, "unchanged": batch.unchanged, "out_of_area": batch.out_of_area}
        figures.append(taken | _memory())
    return figures


def floor(book: Any, four: Any = False) -> Any:
    """The workbook read at once, and one COPY for each table that an import fills, in one transaction.

    `four`: recipients, orders, items and the row report only.
    """
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from core.bulk import collector_paused
    from lab.proofs.scratch import intake_world
    from orders.register.models import ServiceZone

    where = intake_world()
    zone, batch = ServiceZone.objects.first(), _batch(where)
    with _measured({}) as taken, collector_paused(), transaction.atomic(), connection.cursor() as cursor:
        rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
        tables = _tables(rows, where, zone, batch)
        for model, names, lines in tables if four else [*tables, *_followers(rows, tables)]:
            target = io.StringIO()
            csv.writer(target).writerows(lines)
            target.seek(0)
            cursor.copy_expert(_copy_sql(model, names), target, 2**16)
    return taken | _memory()


def _copy_sql(model: type[Document] | type[GoodsItem], names: tuple[str, ...]) -> Any:
    from django.db.models import CharField, TextField

    named = [field for field in model._meta.concrete_fields if field.attname in names]
    texts = [field.column for field in named if isinstance(field, CharField | TextField) and not field.null]
    filled = f", FORCE_NOT_NULL ({', '.join(texts)})" if texts else ""
    return f"COPY {model._meta.db_table} ({', '.join(names)}) FROM STDIN (FORMAT csv{filled})"


def _followers(rows: list[Row], tables: Any) -> Any:
    """(model, columns, rows) of the parts, the history and the ledger, as bare as `_tables`."""
    from cod.dues import chart
    from core.models import AuditRow
    from lab.proofs.orderbooks import FIELDS
    from ledger.models import Account, Entry, Posting
    from orders.register.models import GoodsPart

    at, orders, items = {name: n for n, name in enumerate(FIELDS)}, tables[1][2], tables[2][2]
    amount = ORDER_COLUMNS.index("amount_due_fen")
    instant, owed = "2026-11-02 04:20+08", [(order[0], order[amount]) for order in orders if order[amount]]
    parts = [
        (item[0], kind, cells[at[kind]], "")
        for item, cells in zip(items, rows[1:], strict=True)
        for kind in ("indoor", "outdoor")
        if cells[at[kind]]
    ]
    history = [
        ("", "order.import", f"orders.order:{key}", f"order:{key}", '{"status": "expected"}', "", instant, instant)
        for key in range(1, len(orders) + 1)
    ]
    source, target = chart.OPENS
    accounts = [(2 * n, source, f"order:{key}", *_chart(source)) for n, (key, _) in enumerate(owed, 1)]
    accounts += [(2 * n + 1, target, f"order:{key}", *_chart(target)) for n, (key, _) in enumerate(owed, 1)]
    entries = [
        (n, f"open:{key}", "open", DAY, f"order:{key}", "", instant, instant) for n, (key, _) in enumerate(owed, 1)
    ]
    postings = [(n, n, 2 * n, 2 * n + 1, fen, f"order:{key}") for n, (key, fen) in enumerate(owed, 1)]
    history_names = ("actor_no", "action", "subject", "about", "new", "note", "occurred_at", "recorded_at")
    entry_names = ("id", "key", "kind", "business_date", "about", "note", "occurred_at", "recorded_at")
    return (
        (GoodsPart, ("item_id", "kind", "code", "seen_code"), parts),
        (AuditRow, history_names, history),
        (Account, ("id", "code", "key", "sign", "floor", "balance_fen", "last_posting_id"), accounts),
        (Entry, entry_names, entries),
        (Posting, ("id", "entry_id", "source_id", "target_id", "amount_fen", "about"), postings),
    )


def _chart(code: str) -> Any:
    from ledger import chart

    return chart.accounts()[code].sign, chart.accounts()[code].floor, 0, 0


def _batch(where: Any) -> Any:
    from core import clock
    from core.files import file_store
    from orders.intake.kinds import ORDER_FILE
    from orders.intake.models import ImportBatch

    stored = file_store(content=b"floor", name="f.xlsx", content_type="x", kind=ORDER_FILE)
    return ImportBatch.objects.create(client=where["client"], business_date=DAY, file=stored, imported_at=clock.now())


def _tables(rows: list[Row], where: Any, zone: ServiceZone, batch: ImportBatch) -> Any:
    """(model, columns, rows) of recipients, orders, items and the row report, without looking at any value."""
    from lab.proofs.orderbooks import FIELDS
    from orders.intake.models import ImportRow
    from orders.register.lifecycle import PaymentState
    from orders.register.models import GoodsItem, Order, Recipient
    from orders.register.payways import BY_CARD, NO_COLLECTION

    at, recipients, orders, items, report = {name: n for n, name in enumerate(FIELDS)}, [], [], [], []
    holder, client, platform, number = where["client"].holder_id, where["client"].pk, where["platform"].pk, count(1)
    instant, line = "2026-11-02 04:20+08", count(2)
    for key, (_, group) in enumerate(groupby(rows[1:], lambda row: row[0]), 1):
        group = list(group)
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
    return (
        (Recipient, ("id", "name", "phone", "phone2", "phone_tail", "town", "address"), recipients),
        (Order, ORDER_COLUMNS, orders),
        (GoodsItem, ITEM_COLUMNS, items),
        (ImportRow, ("batch_id", "row_no", "result", "order_id", "problems"), report),
    )


def peer(book: Any) -> Any:
    """django-import-export in bulk mode: the workbook by its own reader, then the same four tables by resources."""
    try:
        from import_export import resources
        from import_export.formats.base_formats import XLSX
    except ImportError:
        return {"skipped": "django-import-export is not installed (requirements-dev.txt)"}
    from tablib import Dataset

    from lab.proofs.scratch import intake_world
    from orders.register.models import Order, ServiceZone

    where = intake_world()
    zone, batch = ServiceZone.objects.first(), _batch(where)
    with _measured({}) as taken:
        read = XLSX().create_dataset(Path(book).read_bytes())
        rows = [read.headers, *([cell if cell is not None else "" for cell in row] for row in read)]
        for model, names, lines in _tables(rows, where, zone, batch):
            _resource(resources, model)().import_data(_dataset(Dataset, model, names, lines), raise_errors=True)
    return taken | {"written": Order.objects.count()} | _memory()


def _resource(resources: Any, model: type[Document] | type[GoodsItem]) -> Any:
    options = {
        "use_bulk": True,
        "batch_size": 1000,
        "skip_diff": True,
        "report_skipped": False,
        "force_init_instance": True,
        "skip_html_diff": True,
        "clean_model_instances": False,
        "use_transactions": True,
    }
    return resources.modelresource_factory(model, meta_options=options)


def _dataset(dataset: Any, model: type[Document] | type[GoodsItem], names: tuple[str, ...], lines: list[Line]) -> Any:
    """Foreign keys by their field's name, moments as moments; the row report gets its keys, too."""
    heads, moments = [name.removesuffix("_id") for name in names], [n for n, name in enumerate(names) if "_at" in name]
    cells = [[_moment(cell) if n in moments else cell for n, cell in enumerate(line)] for line in lines]
    if names[0] == "id":
        return dataset(*cells, headers=heads)
    return dataset(*([key, *line] for key, line in enumerate(cells, 1)), headers=["id", *heads])


def _moment(text: str) -> Any:
    return dt.datetime.strptime(f"{text}00", "%Y-%m-%d %H:%M%z")


def _memory() -> Any:
    """The highest resident memory of this process and of the reader's, in MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"rss_mb": own, "reader_rss_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}


def _measured(figures: JsonObject) -> Any:
    from lab.proofs.scratch import measured

    return measured(figures)


if __name__ == "__main__":
    main(*sys.argv[1:4])
