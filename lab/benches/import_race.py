"""Two imports of the same file at the same moment create each order once (INV-02), on PostgreSQL, a hundred times."""

import datetime as dt
import io
import threading
from collections import Counter

from django.db import connection

from core.types import JsonObject
from lab.proofs.orderbooks import orderbook_write
from lab.proofs.scratch import World, intake_world, scratch_database

ROUNDS, ROWS = 100, 20
DAY = dt.date(2026, 11, 2)


def run(options: JsonObject) -> JsonObject:
    """`options`: rows (how many rounds, 100). {rounds, created, unchanged, orders, failures, passed}."""
    if connection.vendor != "postgresql":
        return {"skipped": "SQLite has one writer: set DATABASE_URL to PostgreSQL", "passed": True}
    from orders.register.models import Order

    rounds, totals = options.get("rows") or ROUNDS, Counter[str]()
    failures: list[str] = []
    with scratch_database():
        where = intake_world()
        for number in range(rounds):
            _round(_book(number), where, totals, failures)
        orders, rows = Order.objects.count(), Order.objects.values("order_no", "shipment_no").distinct().count()
    right = totals["created"] == totals["unchanged"] == rounds * ROWS and orders == rows
    return {"rounds": rounds, **totals, "orders": orders, "failures": failures[:5], "passed": right and not failures}


def _book(number: int) -> bytes:
    target = io.BytesIO()
    orderbook_write(target, rows=ROWS, prefix=f"R{number:03d}")
    return target.getvalue()


def _round(content: bytes, where: World, totals: Counter[str], failures: list[str]) -> None:
    gate = threading.Barrier(2)
    threads = [threading.Thread(target=_import, args=(content, where, gate, totals, failures)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _import(content: bytes, where: World, gate: threading.Barrier, totals: Counter[str], failures: list[str]) -> None:
    from orders.intake.services.imports import order_import

    try:
        gate.wait(timeout=30)
        batch = order_import(content=content, filename="r.xlsx", business_date=DAY, **where)
        totals.update(created=batch.created, unchanged=batch.unchanged)
    except Exception as error:  # noqa: BLE001 a thread's failure must fail the proof
        failures.append(repr(error))
    finally:
        connection.close()
