"""A claim belongs to one worker, and ends with it: here on SQLite, where a file is locked."""

import os
import signal
import time

import pytest
from django.db import connection

from core.claims import claimed

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL: tests/orders/test_draft_race.py")


def test_one_holds_it_at_a_time_and_lets_go_at_the_end():
    with claimed("test_claim", 1) as mine:
        with claimed("test_claim", 1) as second:
            assert (mine, second) == (True, False)
        with claimed("test_other", 1) as other:
            assert other
    with claimed("test_claim", 1) as again:
        assert again


def test_a_worker_that_is_killed_sets_it_free_at_once():
    told, tell = os.pipe()
    worker = os.fork()
    if not worker:
        with claimed("test_claim", 1):
            os.write(tell, b"x")
            time.sleep(60)
            os._exit(1)
    assert os.read(told, 1) == b"x"
    with claimed("test_claim", 1) as mine:
        assert not mine
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    with claimed("test_claim", 1) as mine:
        assert mine
