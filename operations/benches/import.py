"""The import of an order file against the floor, against itself again, and against django-import-export.

The floor reads the same workbook with the fastest reader and sends it by COPY into the same indexed tables, without a
single check: recipients, orders, items, the row report. Ours is `order_import` as every import runs it: all checks,
zones, promises, waybills, the row report, the history, the ledger's openings. Each works in a process and a database
of its own. Processor seconds count the process, its children and the database's own process, because on a busy machine
they are what can be compared.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from operations.proofs.orderbooks import FIELDS, orderbook_write
from operations.proofs.scratch import clone_database, scratch_database

ROWS, PEER_ROWS = 100_000, 10_000
LIMITS = {"new_vs_floor": 1.5, "again_vs_floor": 2.0}
PEER_AT_LEAST, RSS_MB, RSS_MB_LONG = 10, 300, 500


def run(options):
    """`options`: rows (100,000). {rows, columns, floor, ours, again, peer, ratios, rss_mb, reached, passed}."""
    if connection.vendor != "postgresql":
        return {"skipped": "COPY and its floor are PostgreSQL's: set DATABASE_URL", "passed": True}
    rows = options.get("rows") or ROWS
    with tempfile.TemporaryDirectory() as folder, scratch_database():
        book, small = Path(folder) / "orders.xlsx", Path(folder) / "peer.xlsx"
        orderbook_write(str(book), rows=rows)
        orderbook_write(str(small), rows=min(rows, PEER_ROWS))
        floor = _measured("floor", book)
        ours, again = _measured("ours", book)
        peer, (ours_small, _) = _measured("peer", small), _measured("ours", small)
    return _judged(rows, floor, ours, again, peer, ours_small)


def _measured(what, book):
    """What `operations.proofs.import_measure` prints, in a process and a database of its own."""
    with clone_database(what) as name:
        command = [sys.executable, "-m", "operations.proofs.import_measure", what, str(book), name]
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def _judged(rows, floor, ours, again, peer, ours_small):
    ratios = {"new_vs_floor": _ratio(ours, floor), "again_vs_floor": _ratio(again, floor)}
    reached = {name: ratios[name]["cpu"] <= limit for name, limit in LIMITS.items()}
    if "skipped" not in peer:
        ratios["peer_vs_ours"] = _ratio(peer, ours_small)
        reached["peer_vs_ours"] = ratios["peer_vs_ours"]["cpu"] >= PEER_AT_LEAST
    rss = max(ours["rss_mb"], again["rss_mb"])
    reached["rss_mb"] = rss <= (RSS_MB if rows <= ROWS else RSS_MB_LONG)
    return {
        "rows": rows, "columns": len(FIELDS), "floor": floor, "ours": ours, "again": again, "peer_rows": PEER_ROWS,
        "peer": peer, "ours_at_peer_rows": ours_small, "ratios": ratios, "rss_mb": rss, "reached": reached,
        "passed": all(reached.values()),
    }  # fmt: skip


def _ratio(one, other):
    return {"wall": round(one["wall_s"] / other["wall_s"], 2), "cpu": round(_cpu(one) / _cpu(other), 2)}


def _cpu(figures):
    return figures["cpu_s"] + figures["children_cpu_s"] + figures["database_cpu_s"]
