"""`manage.py up`: web, worker and timed jobs together, until Ctrl-C. `./run demo` and `./run serve` call it."""

import fcntl
import json
import os
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from core import setup
from core.ports import lan_address, port_claim
from core.processes import Supervisor, beat_command, plan, web_command, worker_command, write_whole

READY_SECONDS = 90.0


class Command(BaseCommand):
    help = "Starts web, worker and timed jobs together at a printed address; Ctrl-C ends all of it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=8000, help="the first port to try (8000)")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--lan", action="store_true", help="listen on every address and print one for the phone")
        parser.add_argument("--data", help="folder of the database, uploads and logs (./var)")
        parser.add_argument("--web-workers", type=_count, default=1, metavar="N", help="web processes (1)")
        parser.add_argument("--workers", type=_count, default=1, metavar="N", help="worker processes (1)")
        parser.add_argument("--threads", type=_count, default=4, metavar="N", help="threads of each web process (4)")
        parser.add_argument("--simulation", action="store_true", help="a movable clock; never with real data")
        parser.add_argument("--demo", action="store_true", help="load the demonstration; implies --simulation")
        parser.add_argument("--cast", type=_count, metavar="N", help="a simulation's people, with N drivers")
        parser.add_argument("--opens", metavar="TIME", help="the time at which a simulation with --cast opens")
        parser.add_argument("--log-files", action="store_true", help="write logs to files in the data folder")

    def handle(self, *args: Any, **options: Any) -> None:
        self._again_with(options)
        folder = Path(settings.DATA_DIR) / "run"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / "lock").open("a") as lock:
            self._claim(lock, folder)
            try:
                self._run(folder, options)
            except KeyboardInterrupt:
                self.say("Stopped.")

    def _again_with(self, options: dict[str, Any]) -> None:
        """Settings are read before options: where an option changes them, start over with the right environment."""
        wanted = {}
        if options["data"]:
            wanted["HANDOVER_DATA"] = str(Path(options["data"]).expanduser().resolve())
        if options["simulation"] or options["demo"]:
            wanted["HANDOVER_SIMULATION"] = "1"
        given = dict(os.environ, HANDOVER_DATA=str(settings.DATA_DIR))
        if any(given.get(name) != value for name, value in wanted.items()):
            os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | wanted)

    def _claim(self, lock: Any, folder: Path) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = folder / "up.json"
            url = json.loads(running.read_text())["url"] if running.exists() else "another address"
            raise CommandError(
                f"Handover already runs on {settings.DATA_DIR}, at {url}. Stop it, or start a second one beside it:"
                " ./run demo --port 8010 --data OTHER-FOLDER"
            ) from None

    def _run(self, folder: Path, options: dict[str, Any]) -> None:
        host = "0.0.0.0" if options["lan"] else options["host"]  # noqa: S104 - asked for
        held = self._port(host, options["port"])
        port = held.getsockname()[1]
        self._prepare(options)
        supervisor = self._supervisor(folder, host, port, options)
        try:
            supervisor.start()
            self._serve(supervisor, folder, host, port, options)
        finally:
            supervisor.end()
            (folder / "up.json").unlink(missing_ok=True)
            held.close()
        self.say("Stopped.")

    def _port(self, host: str, wanted: int) -> socket.socket:
        try:
            held = port_claim(host, wanted)
        except OSError as error:
            raise CommandError(f"Cannot listen on {host}: {error}. Give another one with --port.") from error
        port = held.getsockname()[1]
        if port != wanted:
            self.say(f"Port {wanted} is busy; taking {port}.")
        return held

    def _prepare(self, options: dict[str, Any]) -> None:
        setup.prepare(self.say)
        if options["cast"] and "cast_load" in get_commands():
            call_command("cast_load", drivers=options["cast"], opens=options["opens"])
        if options["demo"] and "demo_load" in get_commands():
            self.say("Loading the demonstration ...")
            call_command("demo_load", verbosity=0)
        connections.close_all()

    def _supervisor(self, folder: Path, host: str, port: int, options: dict[str, Any]) -> Supervisor:
        logs = Path(settings.DATA_DIR) / "log" if options["log_files"] or options["demo"] else None
        if logs:
            logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        web = web_command(host=host, port=port, threads=options["threads"])
        children = plan(
            web=[web] * options["web_workers"],
            workers=[worker_command(n, concurrency=1) for n in range(1, options["workers"] + 1)],
            beat=beat_command(),
            logs=logs,
        )
        return Supervisor(children, folder, os.environ | self._environ(port, options), self.say)

    def _environ(self, port: int, options: dict[str, Any]) -> dict[str, str]:
        environ = {"HANDOVER_SUPERVISED": "1", "PYTHONUNBUFFERED": "1"}
        if not settings.PRODUCTION:
            # Browsers share cookies between ports: two instances on one machine must not log each other out.
            environ["HANDOVER_COOKIE_SUFFIX"] = f"_{port}"
        if options["lan"] and not settings.PRODUCTION:
            hosts = [*settings.ALLOWED_HOSTS, lan_address() or ""]
            environ["HANDOVER_ALLOWED_HOSTS"] = ",".join(filter(None, hosts))
        return environ

    def _serve(self, supervisor: Supervisor, folder: Path, host: str, port: int, options: dict[str, Any]) -> None:
        url = f"http://{'127.0.0.1' if host in {'0.0.0.0', '127.0.0.1'} else host}:{port}/"
        write_whole(folder / "up.json", json.dumps({"pid": os.getpid(), "url": url}))
        if supervisor.run(until=lambda: _answers(url), seconds=READY_SECONDS):
            self._welcome(url, port, options)
            supervisor.run()
        elif not supervisor.stopping:
            raise CommandError(f"The web process did not answer within {READY_SECONDS:g} s; see the log above.")

    def _welcome(self, url: str, port: int, options: dict[str, Any]) -> None:
        self.say("")
        self.say(f"Handover is ready: {url}")
        if options["lan"]:
            address = lan_address()
            self.say(f"On the phone: http://{address}:{port}/" if address else "No local network was found.")
        logins = Path(settings.DATA_DIR) / "logins.txt"
        if options["demo"] and logins.exists():
            self.say(logins.read_text().rstrip())
        self.say(f"Data: {settings.DATA_DIR}. Ctrl-C stops everything; the data stays.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _answers(url: str) -> bool:
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.PRODUCTION else "localhost"
    request = Request(f"{url}healthz", headers={"Host": host})
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def _port(text: str) -> int:
    return _number(text, 1, 65535)


def _count(text: str) -> int:
    return _number(text, 1, 999)


def _number(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ArgumentTypeError(f"give a whole number from {low} to {high}")
    return int(text)
