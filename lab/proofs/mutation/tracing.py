"""A pytest plugin: which tests run which lines of some files, and how long each takes. See `touched`."""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage

JOB = json.loads(Path(os.environ["HANDOVER_MUTANTS_JOB"]).read_text())
COVERAGE = Coverage(data_file=None, config_file=False, include=[str(Path.cwd() / path) for path in JOB["paths"]])
SECONDS: dict[str, float] = {}
FAILED: set[str] = set()


def pytest_collection_finish() -> None:
    COVERAGE.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    COVERAGE.switch_context(item.nodeid)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    SECONDS[report.nodeid] = SECONDS.get(report.nodeid, 0) + report.duration
    if not report.passed:
        FAILED.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """{seconds: {test: its own}, lines: {path: {line: [tests]}}} of the tests that pass."""
    COVERAGE.stop()
    data = COVERAGE.get_data()
    lines = {}
    for path in JOB["paths"]:
        tests_by_line = data.contexts_by_lineno(str(Path.cwd() / path))
        lines[path] = {line: sorted(set(tests) & set(SECONDS) - FAILED) for line, tests in tests_by_line.items()}
    Path(JOB["answer"]).write_text(json.dumps({"seconds": SECONDS, "failed": sorted(FAILED), "lines": lines}))
