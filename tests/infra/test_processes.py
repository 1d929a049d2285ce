"""The process runner on a real instance: it answers, mends itself, and ends without a trace."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from core.ports import port_claim

BASE = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.processes, pytest.mark.long]


def wait(condition, seconds: float = 60.0):
    """The first true answer of a condition; the test fails when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"nothing after {seconds:g} s")


def health(url: str) -> dict[str, object] | None:
    try:
        with build_opener(ProxyHandler({})).open(f"{url}healthz", timeout=5) as answer:
            return json.load(answer)
    except (URLError, OSError):
        return None


def pid_of(folder: Path, name: str) -> int:
    path = folder / "run" / f"{name}.pid"
    return int(path.read_text()) if path.exists() else 0


def group_members(group: int) -> list[int]:
    """Living processes of a process group, the dead that nobody has fetched yet left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


class Instance:
    """One `manage.py up` in a folder of its own, on SQLite and files."""

    def __init__(self, folder: Path, *options: str) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("HANDOVER_") and not k.endswith("_URL")}
        clean |= {"HANDOVER_STATIC": str(folder / "static"), "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "manage.py", "up", "--data", str(folder), "--log-files", *options]
        self.folder = folder
        self.output = folder / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(command, cwd=BASE, env=clean, stdout=output, stderr=subprocess.STDOUT)

    def ready(self) -> str:
        wait(lambda: "is ready" in self.output.read_text() or self.process.poll() is not None, 120)
        assert self.process.poll() is None, self.output.read_text()
        return json.loads((self.folder / "run" / "up.json").read_text())["url"]

    def groups(self) -> list[int]:
        return [int(path.read_text()) for path in (self.folder / "run").glob("*.pid")]

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instance")
    # Somebody else has the first port already.
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        running = Instance(folder, "--port", str(port), "--web-workers", "2", "--simulation")
        try:
            running.url = running.ready()
            running.asked_port = port
            yield running
        finally:
            if running.process.poll() is None:
                running.end()


def test_a_busy_port_takes_the_next_and_says_so(instance):
    taken = int(instance.url.rsplit(":", 1)[1].strip("/"))
    assert taken > instance.asked_port
    assert f"Port {instance.asked_port} is busy; taking {taken}." in instance.output.read_text()


def test_health_tells_what_is_ready(instance):
    answer = wait(lambda: health(instance.url))
    assert answer["ready"] and answer["database"] and answer["migrations"]


def test_worker_heartbeat_reaches_health(instance):
    age = wait(lambda: (health(instance.url) or {}).get("worker_seconds_ago") is not None, 60)
    assert age


@pytest.mark.parametrize("name", ["web-1", "worker-1", "beat"])
def test_a_killed_child_comes_back(instance, name):
    before = pid_of(instance.folder, name)
    os.kill(before, signal.SIGKILL)
    after = wait(lambda: pid_of(instance.folder, name) not in {0, before} and pid_of(instance.folder, name))
    assert wait(lambda: group_members(after))
    wait(lambda: not group_members(before), 10)
    assert wait(lambda: health(instance.url))["ready"]


def test_a_second_instance_on_the_same_data_is_refused_with_the_address(instance):
    second = Instance(instance.folder, "--simulation")
    assert second.process.wait(timeout=60) == 1
    assert f"already runs on {instance.folder}, at {instance.url}" in second.output.read_text()


def test_term_ends_all_of_it_cleanly(instance):
    groups, started = instance.groups(), time.monotonic()
    assert len(groups) == 4
    assert instance.end() == 0
    assert time.monotonic() - started < 10
    assert not any(group_members(group) for group in groups)
    assert not list((instance.folder / "run").glob("*.pid"))
    assert health(instance.url) is None


def test_children_die_with_a_killed_runner_and_the_data_can_be_used_again(instance):
    killed = Instance(instance.folder, "--port", "18440")
    killed.ready()
    groups = killed.groups()
    killed.end(signal.SIGKILL)
    wait(lambda: not any(group_members(group) for group in groups), 10)
    again = Instance(instance.folder, "--port", "18440")
    again.url = again.ready()
    assert wait(lambda: health(again.url))["ready"]
    assert again.end(signal.SIGINT) == 0


def test_ports_of_two_runners_differ():
    with port_claim("127.0.0.1", 18470) as first, port_claim("127.0.0.1", 18470) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
