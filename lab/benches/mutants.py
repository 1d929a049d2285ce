"""Faults planted one by one in the services of money, returns and custody: how many do the tests see?

`--count` mutants (400) are drawn by `--seed` out of all that mutmut's operators make of these services; what is left
out stands in `lab.proofs.mutation.making`. Each is tried with the tests that run its line, those of its own app first
and of each file in turn the cheapest, at most TESTS of them, on SQLite in memory, until one fails; what killed it the
last time is tried before all others. A mutant whose line no test runs survives.
A test that fails without a mutant too proves nothing, and what it killed is not counted as killed.
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

TESTS = 30
WANTED = 0.85


def run(options: dict[str, Any]) -> dict[str, Any]:
    """`options`: count (400), seed. {drawn, of, killed, survived, share, modules, survivors, ..., passed}."""
    from lab.proofs.mutation.making import drawn, service_files
    from lab.proofs.mutation.touched import touched

    root, began = Path(settings.BASE_DIR), time.monotonic()
    mutants, total = drawn(root, options.get("count") or 400, options.get("seed") or 1)
    keep = Path(settings.DATA_DIR)
    known, killers = touched(root, keep / "mutants-touched.json", service_files(root)), _Killers(keep)
    tasks = [
        {"number": number, **asdict(mutant), "tests": killers.first(mutant.code, _tests(known, mutant))}
        for number, mutant in enumerate(mutants)
    ]
    learnt = time.monotonic()
    verdicts, unsound = _tried(root, tasks)
    killers.keep({tasks[number]["code"]: row["test"] for number, row in verdicts.items() if row["test"]})
    result = _reckoned(tasks, verdicts, unsound)
    seconds = {"learning": round(learnt - began), "trying": round(time.monotonic() - learnt)}
    return {"seed": options.get("seed") or 1, "of": total, **result, "seconds": seconds}


class _Killers:
    """Which test killed a mutant the last time; kept beside the data, and a hint only."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "mutants-killers.json"
        self.known: dict[str, str] = json.loads(self.file.read_text()) if self.file.exists() else {}

    def first(self, code: str, tests: list[str]) -> list[str]:
        test = self.known.get(_digest(code))
        return [test, *(one for one in tests if one != test)] if test else tests

    def keep(self, killed: dict[str, str]) -> None:
        self.file.write_text(json.dumps(self.known | {_digest(code): test for code, test in killed.items()}))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _tests(known: dict[str, Any], mutant: Any) -> list[str]:
    """The tests that run the mutant's lines: its own app's first, and of each file in turn the cheapest."""
    app, cost, found = f"tests/{mutant.path.split('/')[0]}/", {}, set()
    for one in known.values():
        lines = one["lines"].get(mutant.path, {})
        found |= {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(str(line), ())}
        cost.update(one["seconds"])
    place: Counter[str] = Counter()
    order = []
    for test in sorted(found, key=lambda test: (cost[test], test)):
        file = test.split("::")[0]
        order.append((not test.startswith(app), place[file], test))
        place[file] += 1
    return [test for *_key, test in sorted(order)][:TESTS]


def _tried(root: Path, tasks: list[dict[str, Any]]) -> tuple[dict[int, dict[str, Any]], set[str]]:
    """(verdict by number, the tests that fail without a mutant)."""
    from lab.proofs.mutation.touched import together

    tried, processes = [task for task in tasks if task["tests"]], os.cpu_count() or 1
    parts = [tried[number::processes] for number in range(processes)]
    files = sorted({test.split("::")[0] for task in tried for test in task["tests"]})
    answers = together(root, "trying", [{"mutants": part} for part in parts], [files] * processes)
    rows = [json.loads(line) for answer in answers for line in answer.read_text().splitlines()]
    unsound = {row["control"] for row in rows if not row.get("sound", True)}
    return {row["number"]: row for row in rows if "number" in row}, unsound


def _reckoned(tasks: list[dict[str, Any]], verdicts: dict[int, dict[str, Any]], unsound: set[str]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    modules: dict[str, Counter[str]] = defaultdict(Counter)
    survivors = []
    for task in tasks:
        verdict = verdicts.get(task["number"], {"verdict": "untouched" if not task["tests"] else "lost", "test": ""})
        word = "unsound" if verdict["test"] in unsound else verdict["verdict"]
        counts[word] += 1
        dead = word in ("killed", "timeout")
        modules[task["path"]].update({"mutants": 1, "killed": int(dead), "survived": int(not dead)})
        if not dead:
            survivors.append({"in": f"{task['path']}:{task['first']}", "why": word, "diff": task["diff"]})
    killed = counts["killed"] + counts["timeout"]
    share = killed / len(tasks)
    print(f"mutants: {killed} of {len(tasks)} killed", file=sys.stderr)
    return {
        "drawn": len(tasks),
        "killed": killed,
        "share": round(share, 4),
        "verdicts": dict(counts),
        "unsound_tests": sorted(unsound),
        "modules": {path: dict(counter) for path, counter in sorted(modules.items())},
        "survivors": sorted(survivors, key=lambda one: one["in"]),
        "passed": share >= WANTED,
    }
