"""What every list and desk costs among a million orders, against ten thousand with as many matching rows.

Both databases hold the same played day of 300 orders, copied into each of the days after it, and the same afternoon at
work. Every address without a parameter is asked by a person who may see it, and the search for what people look for,
by turns in the small database and in the big one. `deep` is a list's last page in the big one. A growing list is one
whose 95th percentile is more than LIMITS times that of the small database. Last, the same order file is imported into
both.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from django.conf import settings
from django.db import connection

from core.types import JsonObject
from lab.proofs.orderbooks import orderbook_write
from lab.proofs.scratch import clone_database, scratch_database

ORDERS_A_DAY, SMALL_DAYS, ROWS = 300, 35, 1_000_000
ROUNDS, IMPORTED = 20, 52_000
LIMITS = {"p95_big_vs_small": 2.0, "deep_vs_first": 1.5, "import_big_vs_small": 1.2}
CPU_MS = 25.0
FLOOR_MS = 5.0  # below it a ratio tells of the machine, not of the page


def run(options: JsonObject) -> JsonObject:
    """`options`: rows (1,000,000). {small, big, imports, ratios, statements_max, cpu_ms_max, slow, pages, passed}."""
    if connection.vendor != "postgresql":
        return {"skipped": "a million orders are PostgreSQL's: set DATABASE_URL", "passed": True}
    days = max(SMALL_DAYS, round((options.get("rows") or ROWS) / ORDERS_A_DAY / 7) * 7)
    with scratch_database(), clone_database("small") as small, clone_database("big") as big:
        made = [_part("page_measure", "make", small, SMALL_DAYS, ORDERS_A_DAY)]
        made += [_part("page_measure", "make", big, days, ORDERS_A_DAY)]
        found = judged(_part("page_measure", "ask", small, big, ROUNDS))
        imports = _imported(small, big)
    found["ratios"]["import_big_vs_small"] = _spent(imports["big"]) / _spent(imports["small"])
    reached = found["ratios"]["import_big_vs_small"] <= LIMITS["import_big_vs_small"]
    return {"small": made[0], "big": made[1], "imports": imports, **found, "passed": found["passed"] and reached}


def _imported(small: str, big: str) -> JsonObject:
    """What the same file of IMPORTED rows costs in each."""
    with tempfile.TemporaryDirectory() as folder:
        book = f"{folder}/orders.xlsx"
        orderbook_write(book, rows=IMPORTED)
        return {name: _part("import_measure", "once", book, of)[0] for name, of in (("small", small), ("big", big))}


def _spent(figures: JsonObject) -> float:
    """Processor seconds of the process, of its reader and of the database's."""
    return float(figures["cpu_s"] + figures["children_cpu_s"] + figures["database_cpu_s"])


def judged(pages: list[JsonObject]) -> JsonObject:
    """The figures of the pages that were shown, the dearest first, and which of them go beyond a limit."""
    shown = [page for page in pages if page["small"]["status"] == page["big"]["status"] == 200]
    for page in shown:
        page["grows"] = _ratio(page["big"], page["small"])
        page["deepens"] = _ratio(page["deep"], page["big"]) if page["deep"] else None
    ratios = {
        "p95_big_vs_small": max(page["grows"] for page in shown),
        "deep_vs_first": max(page["deepens"] or 0 for page in shown),
    }
    slow = [{"path": page["path"], **over} for page in shown if (over := _over(page))]
    return {
        "pages_asked": len(shown),
        "ratios": ratios,
        "statements_max": max(page["big"]["statements"] for page in shown),
        "cpu_ms_max": max(page["big"]["cpu_ms"] for page in shown),
        "slow": slow,
        "pages": sorted(shown, key=lambda page: -page["grows"]),
        "passed": not slow,
    }


def _over(page: JsonObject) -> JsonObject:
    """What of a page is beyond its limit."""
    figures = {
        "grows": (page["grows"], LIMITS["p95_big_vs_small"]),
        "deepens": (page["deepens"] or 0, LIMITS["deep_vs_first"]),
    }
    figures["cpu_ms"] = (page["big"]["cpu_ms"], CPU_MS)
    return {name: figure for name, (figure, most) in figures.items() if figure > most}


def _ratio(one: JsonObject, other: JsonObject) -> float:
    return round(max(one["p95_ms"], FLOOR_MS) / max(other["p95_ms"], FLOOR_MS), 2)


def _part(module: str, *words: Any) -> Any:
    """What a measurement in a process of its own prints; its files lie in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", f"lab.proofs.{module}", *map(str, words)],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {"HANDOVER_SIMULATION": "1", "HANDOVER_DATA": folder, "HANDOVER_STATIC": f"{folder}/static"},
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])
