"""The import of an order file against the floor, against itself again, and against django-import-export.

The floor reads the same workbook with the fastest reader and sends the same rows by COPY into the same indexed tables,
without a single check: recipients, orders, items, parts, the row report, the history, the ledger. `floor_four` fills
recipients, orders, items and the row report only. Ours is `order_import` as every import runs it: all checks, zones,
promises, waybills, the row report, the history, the ledger's openings. Each works in a process and a database of its
own. Processor seconds count the process, its children and the database's own process, because on a busy machine
they are what can be compared.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from core.types import JsonObject
from lab.proofs.orderbooks import FIELDS, orderbook_write
from lab.proofs.scratch import clone_database, scratch_database

ROWS, PEER_ROWS = 100_000, 10_000
LIMITS = {"new_vs_floor": 1.5, "again_vs_floor": 2.0}
PEER_AT_LEAST, RSS_MB, RSS_MB_LONG = 10, 300, 500


def run(options: JsonObject) -> JsonObject:
    """`options`: rows (100,000; above them only memory is measured).

    {rows, columns, floor, floor_four, ours, again, peer, ratios, rss_mb, others_during, reached, passed}.
    `ratios` are of processor seconds, `ratios_wall` of the seconds a clock shows. `rss_mb` is the highest memory of the
    process and that of its reader, added, although they are not reached at the same moment. `others_during`: how long
    a driver's sale and a call took while the same file was being written.
    """
    if connection.vendor != "postgresql":
        return {"skipped": "COPY and its floor are PostgreSQL's: set DATABASE_URL", "passed": True}
    rows = options.get("rows") or ROWS
    with tempfile.TemporaryDirectory() as folder, scratch_database():
        book, small = Path(folder) / "orders.xlsx", Path(folder) / "peer.xlsx"
        orderbook_write(str(book), rows=rows)
        if rows > ROWS:
            return _streamed(rows, *_measured("ours", book))
        orderbook_write(str(small), rows=min(rows, PEER_ROWS))
        floor, four = _measured("floor", book), _measured("floor_four", book)
        ours, again = _measured("ours", book)
        peer, (ours_small, _) = _measured("peer", small), _measured("ours", small)
        others = _measured("during", book)
    return _judged(rows, floor, four, ours, again, peer, ours_small) | {"others_during": others}


def _streamed(rows: int, ours: JsonObject, again: JsonObject) -> JsonObject:
    """More rows than the floor and the peer can hold: only whether memory stays where it is."""
    rss = ours["rss_mb"] + ours["reader_rss_mb"]
    counted = ours["created"] + ours["out_of_area"] == again["unchanged"] == rows
    return {"rows": rows, "ours": ours, "again": again, "rss_mb": rss, "passed": rss <= RSS_MB_LONG and counted}


def _measured(what: str, book: Path) -> Any:
    """What `lab.proofs.import_measure` prints, in a process and a database of its own."""
    with clone_database(what) as name:
        command = [sys.executable, "-m", "lab.proofs.import_measure", what, str(book), name]
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def _judged(
    rows: int,
    floor: JsonObject,
    four: JsonObject,
    ours: JsonObject,
    again: JsonObject,
    peer: JsonObject,
    ours_small: JsonObject,
) -> JsonObject:
    pairs = {"new_vs_floor": (ours, floor), "again_vs_floor": (again, floor), "peer_vs_ours": (peer, ours_small)}
    if "skipped" in peer:
        del pairs["peer_vs_ours"]
    ratios = {name: _ratio(_cpu, *pair) for name, pair in pairs.items()}
    rss = ours["rss_mb"] + ours["reader_rss_mb"]
    reached = {name: ratios[name] <= limit for name, limit in LIMITS.items()}
    reached |= {name: ratios[name] >= PEER_AT_LEAST for name in ratios if name not in LIMITS}
    reached["rss_mb"] = rss <= RSS_MB
    return {
        "rows": rows,
        "columns": len(FIELDS),
        "floor": floor,
        "floor_four": four,
        "ours": ours,
        "again": again,
        "peer_rows": min(rows, PEER_ROWS),
        "peer": peer,
        "ours_at_peer_rows": ours_small,
        "ratios": ratios,
        "ratios_wall": {name: _ratio(lambda each: each["wall_s"], *pair) for name, pair in pairs.items()},
        "ratios_floor_four": {"new": _ratio(_cpu, ours, four), "again": _ratio(_cpu, again, four)},
        "rss_mb": rss,
        "reached": reached,
        "passed": all(reached.values()),
    }


def _ratio(figure: Callable[[JsonObject], float], one: JsonObject, other: JsonObject) -> float:
    return round(figure(one) / figure(other), 2)


def _cpu(figures: JsonObject) -> float:
    return float(figures["cpu_s"] + figures["children_cpu_s"] + figures["database_cpu_s"])
