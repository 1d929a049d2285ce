"""A whole day on two web and two worker processes, of which one each is killed with -9 in the middle: it balances.

The runner starts them again; people send what was not answered once more, with the same key (reliability).
"""

import os
import signal
import threading
import time

from operations.simulation.day import Day
from operations.simulation.http import WebTransport
from operations.simulation.instance import instance
from operations.simulation.progress import Progress, Silent
from operations.simulation.report import report_of
from operations.simulation.scenario import seeded

VICTIMS = {"08:00": ("worker-2",), "10:36": ("web-1", "worker-1"), "20:00": ("web-2",)}
SOON_SECONDS = 0.7
BACK_SECONDS = 60.0


def run(options):
    """`options`: orders (2000), seed, date, quiet. The day's report with `killed` and `passed`."""
    date, orders = options["date"], options.get("orders") or 2000
    scenario = seeded(date=date, orders=orders, seed=options.get("seed") or 1)
    with instance(drivers=scenario.drivers, opens=f"{date}T04:00", web_workers=2, workers=2) as running:
        saboteur = Saboteur(running, Silent(1) if options.get("quiet") else Progress(orders * 2))
        began = time.monotonic()
        day = Day(scenario, WebTransport(running.url), saboteur)
        day.play()
        killed = saboteur.reckon()
        report = report_of(day, time.monotonic() - began)
    back = bool(killed) and all(death["back"] for death in killed)
    return report | {"killed": killed, "passed": report["balanced"] and back}


class Saboteur:
    """Stands where the progress stands, and kills a moment after certain parts of the day began."""

    def __init__(self, running, progress):
        self.running, self.progress = running, progress
        self.deaths, self.threads = [], []

    def say(self, text):
        self.progress.say(text)
        for name in VICTIMS.get(text[:5], ()):
            thread = threading.Thread(target=self._kill, args=(name, text), daemon=True)
            thread.start()
            self.threads.append(thread)

    def step(self, count=1):
        self.progress.step(count)

    def end(self):
        self.progress.end()

    def reckon(self):
        """Who was killed when, and whether the runner brought him back."""
        for thread in self.threads:
            thread.join(BACK_SECONDS + 10)
        return self.deaths

    def _kill(self, name, text):
        time.sleep(SOON_SECONDS)
        pid = self.running.pid_of(name)
        if pid:
            os.killpg(pid, signal.SIGKILL)
        began = time.monotonic()
        back = bool(pid) and self._again(name, pid)
        seconds = round(time.monotonic() - began, 1)
        self.deaths.append({"process": name, "during": text, "back": back, "seconds": seconds})

    def _again(self, name, old):
        end = time.monotonic() + BACK_SECONDS
        while time.monotonic() < end:
            if self.running.pid_of(name) not in (0, old):
                return True
            time.sleep(0.1)
        return False
