"""A pytest plugin that runs no test itself: for each mutant a copy of this process runs those that touch its line.

The database lies in memory, made once; a copy has it as its own, and whatever it does to it ends with it.
"""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lab.proofs.mutation.planting import functions_of, plant

JOB = json.loads(Path(os.environ["HANDOVER_MUTANTS_JOB"]).read_text())
SOFT, HARD = 30, 120  # seconds: no further test is begun; the copy is ended
KILLED, SURVIVED = 1, 0


def pytest_configure() -> None:
    from django.conf import settings

    settings.DATABASES["default"]["TEST"]["NAME"] = None


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of the tests: warm up, then mutant by mutant; afterwards each test that killed one, without a mutant."""
    items = {item.nodeid: item for item in session.items}
    _warm(session.items)
    functions = functions_of(Path.cwd(), sorted({mutant["path"] for mutant in JOB["mutants"]}))
    gc.freeze()
    killers = set()
    with Path(JOB["answer"]).open("w", buffering=1) as answer:
        for mutant in JOB["mutants"]:
            where = mutant["path"], mutant["function"], mutant["code"]
            verdict = _tried(partial(plant, functions, *where), items, mutant["tests"])
            killers.add(verdict["test"])
            answer.write(json.dumps({"number": mutant["number"], **verdict}) + "\n")
        for name in sorted(killers - {""}):
            sound = _tried(lambda: None, items, [name])["verdict"] == "survived"
            answer.write(json.dumps({"control": name, "sound": sound}) + "\n")
    return True


def _warm(items: list[pytest.Item]) -> None:
    """One test with the small world: what is made once for the whole session is there afterwards."""
    first = next(item for item in items if "world" in getattr(item, "fixturenames", ()))
    other = next(item for item in items if item.path.parent != first.path.parent)
    first.config.hook.pytest_runtest_protocol(item=first, nextitem=other)


def _tried(prepare: Callable[[], None], items: dict[str, Any], tests: Iterable[str]) -> dict[str, Any]:
    began = time.monotonic()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _copy(prepare, [items[name] for name in tests if name in items], writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        test = pipe.read()
    status = os.waitpid(pid, 0)[1]
    verdict = "timeout" if os.WIFSIGNALED(status) else "survived" if os.WEXITSTATUS(status) == SURVIVED else "killed"
    return {"verdict": verdict, "test": test, "seconds": round(time.monotonic() - began, 2)}


def _copy(prepare: Callable[[], None], items: list[pytest.Item], writer: int) -> None:
    """In the copy: run the items until one fails, and write its name; never returns."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(HARD)
    try:
        prepare()
        began = time.monotonic()
        for place, item in enumerate(items):
            if time.monotonic() - began > SOFT:
                break
            following = items[place + 1] if place + 1 < len(items) else None
            item.config.pluginmanager.register(_Watcher(writer))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    except BaseException as error:  # a copy must not live on as a second session
        print(f"mutants: {error!r}", file=sys.stderr)
        os._exit(KILLED)
    os._exit(SURVIVED)


class _Watcher:
    def __init__(self, writer: int) -> None:
        self.writer = writer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.writer, report.nodeid.encode())
            os._exit(KILLED)
