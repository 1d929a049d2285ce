"""Which tests run which lines of the services, learnt once and again only for test files that changed."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n0", "-s", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
CHOSEN = ["-m", "not processes and not long"]
# The stories of the rooms; sweeps over every page, and tests of what stands below, judge no service.
FOLDERS = ("cod", "returns", "orders", "dispatch", "reconciliation", "driver", "operations", "changes")


def touched(root: Path, keep: Path, paths: Sequence[str]) -> dict[str, Any]:
    """test file -> {digest, seconds, lines}; `keep`: where it is kept for the next time."""
    source = _digest(root / path for path in paths)
    known = json.loads(keep.read_text()) if keep.exists() else {}
    known = known.get("files", {}) if known.get("source") == source else {}
    tests = [path for folder in FOLDERS for path in sorted((root / "tests" / folder).rglob("test_*.py"))]
    digests = {str(path.relative_to(root)): _digest([path]) for path in tests}
    known = {name: one for name, one in known.items() if digests.get(name) == one["digest"]}
    fresh = [name for name in digests if name not in known]
    for answer in _traced(root, fresh, paths):
        for name in fresh:
            known[name] = _merged(known.get(name), _of_file(answer, name), digests[name])
    keep.write_text(json.dumps({"source": source, "files": known}))
    return known


def together(root: Path, plugin: str, jobs: Sequence[dict[str, Any]], files: Sequence[Sequence[str]]) -> list[Path]:
    """One pytest for each job with its files, all at once; returns where each wrote its answer."""
    folder = Path(tempfile.mkdtemp(prefix="handover-mutants-"))
    running, answers = [], []
    for number, (job, chosen) in enumerate(zip(jobs, files, strict=True)):
        answers.append(folder / f"answer-{number}")
        paper = folder / f"job-{number}"
        paper.write_text(json.dumps({**job, "answer": str(answers[-1])}))
        environment = {**os.environ, "HANDOVER_MUTANTS_JOB": str(paper)}
        environment = {key: value for key, value in environment.items() if key not in ("DATABASE_URL", "BROKER_URL")}
        command = [*PYTEST, *CHOSEN, "-p", f"lab.proofs.mutation.{plugin}", *chosen]
        log = (folder / f"log-{number}").open("w")
        running.append(subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log))
    for process in running:
        process.wait()
    if lost := [path for path in answers if not path.exists()]:
        raise RuntimeError(f"{plugin} gave no answer, its log in {folder} says why: {lost}")
    return answers


def _traced(root: Path, files: list[str], paths: Sequence[str]) -> list[dict[str, Any]]:
    parts = [part for part in (files[number :: os.cpu_count() or 1] for number in range(os.cpu_count() or 1)) if part]
    answers = together(root, "tracing", [{"paths": list(paths)}] * len(parts), parts)
    return [json.loads(answer.read_text()) for answer in answers]


def _of_file(answer: dict[str, Any], name: str) -> dict[str, Any]:
    ours = name + "::"
    seconds = {test: cost for test, cost in answer["seconds"].items() if test.startswith(ours)}
    lines = {
        path: {line: own for line, tests in by_line.items() if (own := [t for t in tests if t.startswith(ours)])}
        for path, by_line in answer["lines"].items()
    }
    return {"seconds": seconds, "lines": lines}


def _merged(known: dict[str, Any] | None, found: dict[str, Any], digest: str) -> dict[str, Any]:
    """A file is run by one process only, so the other answers say nothing of it."""
    return known if known and not found["seconds"] else {**found, "digest": digest}


def _digest(paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()
