"""No workbook harms the process that reads it: each is refused with a sentence, or read, within 5 s and 256 MB."""

import os
import resource
import time
from pathlib import Path

import pytest

from core.workbooks import Limits, WorkbookProblem, read_table
from core.workbooks.problems import MESSAGES
from tests.core import hostile

CASES = list(hostile.cases())
SECONDS = 5.5  # the child's five, and its start and end


def _outcome(case):
    try:
        table = read_table(case.content, filename=case.filename)
    except WorkbookProblem as problem:
        assert problem.code in MESSAGES
        assert case.filename in str(problem) and "%(" not in str(problem)
        return problem.code
    assert all(isinstance(cell, str) for row in table.rows for cell in row.cells)
    return "read"


def test_there_are_about_a_hundred_cases():
    assert len(CASES) >= 100
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_workbook_ends_in_a_refusal_or_a_good_reading(case):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    assert _outcome(case) in case.expected
    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024  # kB, of the parent


def test_random_damage_is_always_one_exception():
    for case in hostile.mutations(seed=20261122, count=40):
        _outcome(case)


def test_nothing_is_left_behind():
    """No child, no open file: the same counts after ten refusals as after one."""
    case = next(case for case in CASES if case.name == "two far letters")
    _outcome(case)
    before = _open_files(), _children()
    for _ in range(10):
        _outcome(case)
    assert (_open_files(), _children()) == before


def _open_files():
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


def _children():
    """Processes of this one's making; other tests may keep a browser running."""
    lists = Path("/proc/self/task").glob("*/children")
    return sorted(pid for listed in lists for pid in listed.read_text().split())


def test_the_child_keeps_to_its_memory_and_time_whatever_the_file():
    for limits in (Limits(memory=8 * 2**20), Limits(seconds=0)):
        with pytest.raises(WorkbookProblem) as problem:
            read_table(hostile.plain(3000), filename="orders.xlsx", limits=limits)
        assert problem.value.code == "too_heavy"


def test_a_reader_that_cannot_start_is_our_fault_not_the_files(monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RuntimeError):
        read_table(hostile.plain(), filename="orders.xlsx")
