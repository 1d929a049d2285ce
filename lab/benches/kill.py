"""A whole day on two web and two worker processes that are killed with -9 in the middle of it: it balances.

The runner starts them again; people send what was not answered once more, with the same key (reliability). At
23:00 both workers die while one of them makes the COD handover sheet: its table is held until the blow has fallen, so
that the death is in the middle of the work on every machine. `sheet_attempts` says how often it was begun. Needs
PostgreSQL.
"""

import datetime as dt
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from core.types import JsonObject
from lab.http import Session, Transport, WebTransport
from lab.simulation.cast import PASSWORD
from lab.simulation.day import Day
from lab.simulation.instance import Instance, instance
from lab.simulation.progress import Progress, Silent
from lab.simulation.report import report_of
from lab.simulation.scenario import seeded

VICTIMS: dict[str, tuple[str, ...]] = {
    "08:00": ("worker-2",),
    "10:36": ("web-1", "worker-1"),
    "20:00": ("web-2",),
    "23:00": ("worker-1", "worker-2"),
}
SHEETS = "cod_codsheet"
SOON_SECONDS = 0.7
BACK_SECONDS = 60.0


def run(options: JsonObject) -> JsonObject:
    """`options`: orders (2000), seed, date, quiet. The day's report with `killed` and `passed`."""
    date, orders = options["date"], options.get("orders") or 2000
    scenario = seeded(date=date, orders=orders, seed=options.get("seed") or 1)
    with instance(drivers=scenario.drivers, opens=f"{date}T04:00", web_workers=2, workers=2) as running:
        transport = WebTransport(running.url)
        progress = Silent(1) if options.get("quiet") else Progress(orders * 2)
        saboteur = Saboteur(running, progress, watch=partial(sheet_begun, transport, date))
        began = time.monotonic()
        day = Day(scenario, transport, saboteur)
        day.play()
        killed = saboteur.reckon()
        report = report_of(day, time.monotonic() - began)
        attempts = _sheet_run(day.clock, date)["attempts"]
    back = bool(killed) and all(death["back"] for death in killed)
    return report | {
        "killed": killed,
        "sheet_attempts": attempts,
        "passed": report["balanced"] and back and attempts > 1,
    }


def sheet_begun(transport: Transport, date: dt.date) -> None:
    """Wait until a worker has begun, or made, the sheet of 23:00."""
    session = transport.session().login("doc_admin", PASSWORD)
    end = time.monotonic() + BACK_SECONDS
    while not _sheet_run(session, date).get("attempts") and time.monotonic() < end:
        time.sleep(0.02)


def _sheet_run(session: Session, date: dt.date) -> JsonObject:
    rows: list[JsonObject] = session.get("jobs/", business_date=f"{date}")["results"]
    return next((row for row in rows if row["job"] == "cod_sheet"), {})


class Saboteur:
    """Stands where the progress stands, and kills a moment after certain parts of the day began."""

    def __init__(self, running: Instance, progress: Progress, watch: Callable[[], None]) -> None:
        self.running, self.progress, self.watch = running, progress, watch
        self.deaths: list[JsonObject] = []
        self.threads: list[threading.Thread] = []

    def say(self, text: str) -> None:
        self.progress.say(text)
        names = VICTIMS.get(text[:5], ())
        if names:
            held = self.running.hold(SHEETS) if text.startswith("23:00") else None
            self._start(self._strike, names, text, held)

    def step(self, count: int = 1) -> None:
        self.progress.step(count)

    def end(self) -> None:
        self.progress.end()

    def reckon(self) -> list[JsonObject]:
        """Who was killed when, and whether the runner brought him back."""
        for thread in self.threads:  # grows while the strikes of the last hour start their own
            thread.join(BACK_SECONDS + 10)
        return self.deaths

    def _start(self, act: Callable[..., Any], *words: Any) -> None:
        thread = threading.Thread(target=act, args=words, daemon=True)
        thread.start()
        self.threads.append(thread)

    def _strike(self, names: tuple[str, ...], text: str, held: Any) -> None:
        """All of them at one moment; what was held for it is let go after it."""
        self.watch() if held else time.sleep(SOON_SECONDS)
        pids = {name: self.running.pid_of(name) for name in names}
        for pid in filter(None, pids.values()):
            os.killpg(pid, signal.SIGKILL)
        if held:
            held.close()
        for name, pid in pids.items():
            self._start(self._await, name, pid, text)

    def _await(self, name: str, pid: int, text: str) -> None:
        began = time.monotonic()
        back = bool(pid) and self._again(name, pid)
        seconds = round(time.monotonic() - began, 1)
        self.deaths.append({"process": name, "during": text, "back": back, "seconds": seconds})

    def _again(self, name: str, old: int) -> bool:
        end = time.monotonic() + BACK_SECONDS
        while time.monotonic() < end:
            if self.running.pid_of(name) not in (0, old):
                return True
            time.sleep(0.1)
        return False
