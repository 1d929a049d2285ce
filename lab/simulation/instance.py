"""An instance of its own for a day: a temporary folder, a fresh database, a broker of its own, all gone afterwards."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BASE = Path(__file__).resolve().parents[2]
READY_SECONDS = 180.0
IDLE_SECONDS = "86400"


class NotStarted(Exception):
    """The instance did not come up; the message holds the end of its output."""


@dataclass
class Instance:
    """A running instance: its address, its folder, and the runner's process."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    database: str = ""  # its address; empty where it is embedded

    def hold(self, table: str) -> Any:
        """A connection that lets nobody write in the table until it is closed. PostgreSQL only."""
        import psycopg2

        connection = psycopg2.connect(self.database, connect_timeout=10)
        connection.cursor().execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        return connection

    def pid_of(self, name: str) -> int:
        """The process id of web-1, worker-1, beat...; 0 while it is down."""
        path = self.folder / "run" / f"{name}.pid"
        return int(path.read_text()) if path.exists() else 0


@contextmanager
def instance(*, drivers: int, opens: str, web_workers: int = 1, workers: int = 1) -> Iterator[Instance]:
    """Start a simulation with its cast, opening at `opens` (Shanghai, ISO); end and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="handover-day-"))
    name = f"handover_day_{uuid.uuid4().hex[:8]}"
    environ = os.environ | {
        "HANDOVER_DATA": str(folder),
        "HANDOVER_SIMULATION": "1",
        "HANDOVER_IDLE_SECONDS": IDLE_SECONDS,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environ.pop("HANDOVER_PRODUCTION", None)
    with _database(environ, name), _broker(environ, name):
        options = [
            "--cast",
            str(drivers),
            "--opens",
            opens,
            "--web-workers",
            str(web_workers),
            "--workers",
            str(workers),
        ]
        process = _start(folder, environ, options)
        try:
            yield Instance(_url_when_ready(folder, process), folder, process, environ.get("DATABASE_URL", ""))
        finally:
            _end(process)
    shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, environ: dict[str, str], options: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "up", "--simulation", "--port", "8700", "--log-files", *options]
    with (folder / "output.txt").open("w") as output:
        return subprocess.Popen(
            command,
            cwd=BASE,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _url_when_ready(folder: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + READY_SECONDS
    output = folder / "output.txt"
    while time.monotonic() < end and process.poll() is None:
        if "is ready" in output.read_text():
            return json.loads((folder / "run" / "up.json").read_text())["url"].rstrip("/")
        time.sleep(0.2)
    raise NotStarted(f"The instance did not start. Its last lines:\n{output.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _database(environ: dict[str, str], name: str) -> Iterator[None]:
    """A database of its own beside the given one; the embedded one lies in the folder anyway."""
    url = environ.get("DATABASE_URL", "")
    if not url:
        yield
        return
    environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    _administer(url, f'CREATE DATABASE "{name}"')
    try:
        yield
    finally:
        _administer(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _administer(url: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(urlsplit(url)._replace(path="/postgres").geturl(), connect_timeout=10)
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()


@contextmanager
def _broker(environ: dict[str, str], name: str) -> Iterator[None]:
    """The given Redis with a key prefix of its own."""
    url = environ.get("BROKER_URL", "")
    if not url.startswith("redis"):
        environ.pop("BROKER_URL", None)
        yield
        return
    environ["HANDOVER_BROKER_PREFIX"] = f"{name}:"
    try:
        yield
    finally:
        import redis

        server = redis.Redis.from_url(url)
        for key in server.scan_iter(f"{name}:*"):
            server.delete(key)
