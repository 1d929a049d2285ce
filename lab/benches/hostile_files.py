"""Damaged order workbooks: each ends in a clear refusal or a good reading within 5 s and 256 MB (issue of the intake).

They go through `order_import` itself, every second one as the random damage of the workbook tests and every second one
as damage of a real order file, in a database of its own that is thrown away.
"""

import datetime as dt
import io
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from core.errors import Refusal
from core.types import JsonObject
from core.workbooks import Limits
from lab.proofs import damage
from lab.proofs.orderbooks import orderbook_write
from lab.proofs.scratch import MB, World, intake_world, scratch_database

FILES = 2000
SECONDS, MEMORY = 5.5, 256 * MB  # the reader's five seconds, and its start and end


def run(options: JsonObject) -> JsonObject:
    """`options`: rows (how many files, 2000), seed. {files, outcomes: {code: files}, slowest_seconds, ..., passed}."""
    files, seed = options.get("rows") or FILES, options.get("seed") or 1
    with scratch_database():
        where = intake_world()
        outcomes, slowest = Counter[str](), 0.0
        bad: list[JsonObject] = []
        for name, content in _cases(files, seed):
            began, before = time.monotonic(), _counts()
            outcome = _outcome(name, content, where)
            seconds, after = time.monotonic() - began, _counts()
            slowest, outcomes[outcome] = max(slowest, seconds), outcomes[outcome] + 1
            if outcome == "crash" or seconds > SECONDS or (outcome != "imported" and after != before):
                bad.append({"file": name, "outcome": outcome, "seconds": round(seconds, 2)})
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return {
        "files": files,
        "seed": seed,
        "outcomes": dict(outcomes),
        "slowest_seconds": round(slowest, 2),
        "reader_rss_mb": reader // MB,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "bad": bad[:20],
        "passed": not bad and reader <= MEMORY,
    }


def _cases(files: int, seed: int) -> Iterator[tuple[str, bytes]]:
    chance, small = random.Random(seed), iter(damage.mutations(seed, files))
    whole = _orders()
    for number in range(files):
        if number % 2:
            yield f"orders {seed}/{number}", damage.flipped(whole, chance)
        else:
            yield next(small)


def _orders() -> bytes:
    target = io.BytesIO()
    orderbook_write(target, rows=20)
    return target.getvalue()


def _outcome(name: str, content: bytes, where: World) -> str:
    from orders.intake.services.imports import order_import

    try:
        day = dt.date(2026, 11, 2)
        order_import(content=content, filename=f"{name[:9]}.xlsx", business_date=day, limits=Limits(), **where)
    except Refusal as refusal:
        return refusal.code if str(refusal) else "crash"
    except Exception:
        return "crash"
    return "imported"


def _counts() -> tuple[int, int]:
    from orders.intake.models import ImportBatch
    from orders.register.models import Order

    return Order.objects.count(), ImportBatch.objects.count()
