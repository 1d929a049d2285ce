"""The product's processes: web, worker and beat, started together, kept alive, ended together.

`Supervisor` starts each `Child` in its own process group, so that Ctrl-C reaches only the supervisor. A child that
dies is started again after a pause. Children die with a killed supervisor, and their own children with them.
Each child's process id stands in `<folder>/<name>.pid` while it lives.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

BASE = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 7.0
PAUSES = (0.2, 1.0, 3.0, 10.0)
HEALTHY_AFTER_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.1


def die_with_parent(parent: int | None = None) -> None:
    """Linux: this process is killed when its parent dies, however that happens. Elsewhere nothing."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (AttributeError, OSError):
        return
    if parent is not None and os.getppid() != parent:
        os._exit(1)


@dataclass
class Child:
    """One process to keep alive: its name, its command, and a file for what it says (None: our own output)."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    due_at: float = 0.0

    def start(self, environ: Mapping[str, str], folder: Path) -> None:
        parent = os.getpid()
        output = self.log.open("ab") if self.log else None
        try:
            self.process = subprocess.Popen(
                self.command,
                env=dict(environ),
                cwd=BASE,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent),
            )
        finally:
            if output:
                output.close()
        self.started_at = time.monotonic()
        write_whole(folder / f"{self.name}.pid", f"{self.process.pid}\n")

    def signal(self, number: int, *, group: bool) -> None:
        if self.process is None:
            return
        try:
            (os.killpg if group else os.kill)(self.process.pid, number)
        except ProcessLookupError:
            pass


@dataclass
class Supervisor:
    """Keeps children alive until it is told to stop. `say` takes one line for the person at the terminal."""

    children: list[Child]
    folder: Path
    environ: Mapping[str, str]
    say: Callable[[str], None]
    stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start(self.environ, self.folder)

    def run(self, until: Callable[[], bool] | None = None, seconds: float | None = None) -> bool:
        """Look after the children until told to stop, or `until()` is true (then True), or time is up."""
        end = None if seconds is None else time.monotonic() + seconds
        while not self.stopping:
            for child in self.children:
                self._look(child)
            if until and until():
                return True
            if end is not None and time.monotonic() > end:
                return False
            time.sleep(LOOK_EVERY_SECONDS)
        return False

    def end(self) -> None:
        """TERM, then KILL for those that do not go; nothing of any child's group is left."""
        for child in self.children:
            child.signal(signal.SIGTERM, group=False)
        end = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < end and any(_alive(child) for child in self.children):
            time.sleep(LOOK_EVERY_SECONDS)
        for child in self.children:
            child.signal(signal.SIGKILL, group=True)
            if child.process:
                child.process.wait()
            (self.folder / f"{child.name}.pid").unlink(missing_ok=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _look(self, child: Child) -> None:
        if _alive(child):
            return
        now = time.monotonic()
        if child.process is not None:
            self._mourn(child, now)
        if now >= child.due_at:
            child.start(self.environ, self.folder)

    def _mourn(self, child: Child, now: float) -> None:
        assert child.process is not None
        # What the dead one left behind in its group must not work on beside its successor.
        child.signal(signal.SIGKILL, group=True)
        child.failures = 0 if now - child.started_at > HEALTHY_AFTER_SECONDS else child.failures + 1
        pause = PAUSES[min(child.failures, len(PAUSES) - 1)]
        child.due_at = now + pause
        where = f" Its log: {child.log}" if child.log else ""
        self.say(f"{child.name} ended with status {child.process.returncode}; it starts again in {pause:g} s.{where}")
        child.process = None


def _alive(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def write_whole(path: Path, text: str) -> None:
    """Readers find the old file or the new one, never half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text)
    draft.replace(path)


def web_command(*, host: str, port: int, threads: int) -> list[str]:
    """One web process; several may listen on the same port, so that each can die alone."""
    return [
        *(sys.executable, "-m", "granian", "config.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--respawn-failed-workers", "--workers-kill-timeout", "4"),
        *("--blocking-threads", str(threads), "--log-level", "warning", "--no-ws"),
    ]


def worker_command(number: int, *, concurrency: int) -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "-A", "config", "worker", "-n", f"worker{number}@%h"),
        *("--concurrency", str(concurrency), "--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
    ]


def beat_command() -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "config", "beat", "--loglevel", "WARNING", "--pidfile="]


def plan(
    *, web: Iterable[Sequence[str]], workers: Iterable[Sequence[str]], beat: Sequence[str], logs: Path | None
) -> list[Child]:
    """Children named web-1, web-2, ..., worker-1, ..., beat; with `logs` each writes to a file of its name there."""
    named = [(f"web-{n}", command) for n, command in enumerate(web, 1)]
    named += [(f"worker-{n}", command) for n, command in enumerate(workers, 1)]
    named += [("beat", beat)]
    return [Child(name, command, logs / f"{name}.log" if logs else None) for name, command in named]
