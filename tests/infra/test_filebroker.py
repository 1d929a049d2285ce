"""The broker of plain files, with real processes: nothing is lost, doubled or half-read (celery/kombu#1551)."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from kombu import Connection

from config import env, filebroker

BASE = Path(__file__).resolve().parents[2]
WRITERS, READERS, MESSAGES = 3, 3, 200
WRITE = """
import sys
from kombu import Connection
from config import env
url, options = env.broker({}, __import__("pathlib").Path(sys.argv[1]), production=False, visibility=60)
with Connection(url, transport_options=options) as connection:
    queue = connection.SimpleQueue("work")
    for number in range(int(sys.argv[3])):
        queue.put(f"{sys.argv[2]}-{number}")
"""
LONG = WRITE.replace('f"{sys.argv[2]}-{number}"', '"x" * 4_000_000')
READ = """
import sys
from queue import Empty
from kombu import Connection
from config import env
url, options = env.broker({}, __import__("pathlib").Path(sys.argv[1]), production=False, visibility=60)
with Connection(url, transport_options=options) as connection:
    queue = connection.SimpleQueue("work")
    try:
        while True:
            message = queue.get(timeout=5)
            print(message.payload)
            message.ack()
    except Empty:
        pass
"""


def start(code, *words):
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, cwd=BASE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.long
def test_many_writers_and_readers(tmp_path):
    writers = [start(WRITE, tmp_path, name, MESSAGES) for name in range(WRITERS)]
    readers = [start(READ, tmp_path) for _ in range(READERS)]
    answers = [process.communicate(timeout=120) for process in (*writers, *readers)]
    assert [process.returncode for process in (*writers, *readers)] == [0] * (WRITERS + READERS), answers
    read = Counter(line for out, _err in answers for line in out.split())
    assert len(read) == WRITERS * MESSAGES and set(read.values()) == {1}
    assert not list((tmp_path / "broker" / "queue").iterdir())


def test_a_message_is_never_seen_half(tmp_path):
    """Whatever stands in the folder can be read, at every moment while long messages are written."""
    writer, folder, whole = start(LONG, tmp_path, "", 30), tmp_path / "broker" / "queue", 0
    while writer.poll() is None or list(folder.glob("*.msg")):
        for path in folder.glob("*.msg"):
            json.loads(path.read_text("utf-8"))
            path.unlink()
            whole += 1
    _out, error = writer.communicate(timeout=60)
    assert (whole, writer.returncode) == (30, 0), error


def test_the_oldest_message_comes_first(tmp_path):
    url, options = env.broker({}, tmp_path, production=False, visibility=60)
    assert url == f"{filebroker.SCHEME}://"
    with Connection(url, transport_options=options) as connection:
        queue = connection.SimpleQueue("work")
        for number in range(20):
            queue.put(number)
        assert [queue.get(timeout=5).payload for _ in range(20)] == list(range(20))
