"""How well addresses are resolved, against labels made by someone who had not seen the resolver (SLA-01 to SLA-24).

The file is split by the parity of its ids: odd ones are the development half, whose failures may be looked at while
the tables grow; even ones are held out.
"""

import csv
import time
from collections import Counter
from typing import Any

from django.conf import settings

from core.types import JsonObject
from orders.zones.addresses import ASK, RESOLVED, Resolver
from orders.zones.addresses.result import Resolution

LABELS = settings.BASE_DIR / "tests/data/addresses-labelled.csv"
NEEDED = 0.97  # of what names a district or a town, without asking
NAMED = ("district", "town")
RIGHT, ASKED, WRONG = "right", "asked", "wrong"
MUST_ASK = "?"


def run(options: dict[Any, Any]) -> JsonObject:
    """{halves: {development, held_out: {kind: {rows, right, asked, wrong, right_share}}}, wrong: [...], passed, ...}.

    `right` of a row that must be asked is a question. `wrong` names every row with a wrong zone, promise or district.
    """
    rows, reader = labels(), Resolver()
    begun = time.perf_counter()
    answers = [reader.resolve(row["address"]) for row in rows]
    seconds = time.perf_counter() - begun
    judged = [(row, judge(row, answer)) for row, answer in zip(rows, answers, strict=True)]
    halves = {
        name: _half([pair for pair in judged if half_of(pair[0]) == name]) for name in ("development", "held_out")
    }
    wrong = [{"id": row["id"], "address": row["address"]} for row, verdict in judged if verdict == WRONG]
    enough = all(half[kind]["right_share"] >= NEEDED for half in halves.values() for kind in NAMED)
    return {
        "addresses": len(rows),
        "halves": halves,
        "wrong": wrong,
        "microseconds_each": round(seconds / len(rows) * 1e6, 1),
        "passed": enough and not wrong,
    }


def labels() -> list[dict[str, str]]:
    """The labelled rows as dicts."""
    with LABELS.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def half_of(row: dict[str, str]) -> str:
    """`development` for odd ids, `held_out` for even ones."""
    return "development" if int(row["id"]) % 2 else "held_out"


def judge(row: dict[str, str], answer: Resolution) -> str:
    """Right, asked or wrong. Wrong is an answer without a question whose zone, hours or district is not the label's."""
    if answer.outcome == ASK:
        return RIGHT if row["district"] == MUST_ASK else ASKED
    if answer.outcome != RESOLVED:
        return RIGHT if row["kind"] == "outside" else WRONG
    fits = answer.zone in _any(row["zone"]) and str(answer.hours) in _any(row["hours"])
    return RIGHT if fits and answer.district in _any(row["district"]) else WRONG


def _any(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _half(judged: list[tuple[dict[str, str], str]]) -> dict[str, JsonObject]:
    kinds = sorted({row["kind"] for row, _verdict in judged})
    return {kind: _kind([verdict for row, verdict in judged if row["kind"] == kind]) for kind in kinds}


def _kind(verdicts: list[str]) -> JsonObject:
    counts = Counter(verdicts)
    figures = {"rows": len(verdicts)} | {name: counts[name] for name in (RIGHT, ASKED, WRONG)}
    return figures | {"right_share": round(counts[RIGHT] / len(verdicts), 4)}
