"""`./run day`: a simulated operating day, through the product's own HTTP interface, checked to the last fen."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.types import JsonObject
from lab.http import NoHost, Refused, WebTransport
from lab.simulation.cast import PASSWORD
from lab.simulation.day import Day
from lab.simulation.instance import NotStarted, instance
from lab.simulation.progress import Progress
from lab.simulation.report import report_of, table_of
from lab.simulation.scenario import F0, Scenario, f0_line, seeded

STEPS_AN_ORDER = 2
DAY = dt.date(2026, 11, 2)
REFUSED = "The day ended early: the product refused a step.\n  {error}"
ELSEWHERE = """
A day needs an instance where nothing is half done; the demonstration is in the middle of its own day. Start one:
  ./run manage up --simulation --cast 10 --data DIR --port 8700"""


class Command(BaseCommand):
    help = "Plays a whole operating day and its week's payment, and says whether goods, papers and money balance."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--orders", type=int, default=115, help="how many orders (115)")
        parser.add_argument("--seed", type=int, default=1, help="another seed is another day (1)")
        parser.add_argument("--date", type=dt.date.fromisoformat, help="the business date (2026-11-02)")
        parser.add_argument("--url", help="a running instance in simulation mode, with nothing half done")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there")
        parser.add_argument("--fixture", choices=[F0], help="a fixed day instead of a seeded one")
        parser.add_argument("--web-workers", type=int, default=1, help="web processes of the own instance (1)")
        parser.add_argument("--workers", type=int, default=1, help="worker processes of the own instance (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._elsewhere(options) if options["url"] else self._own(options)
        except (NotStarted, NoHost) as error:
            raise CommandError(str(error)) from error
        except Refused as error:
            raise CommandError(REFUSED.format(error=error) + (ELSEWHERE if options["url"] else "")) from error
        if options["json"]:
            options["json"].write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        self.stdout.write("\n" + table_of(report))
        if not report["balanced"]:
            raise SystemExit(1)

    def _own(self, options: JsonObject) -> JsonObject:
        date = options["date"] or DAY
        scenario = _scenario(options, date)
        self.stdout.write(f"Starting an instance for {len(scenario.parcels)} orders and {scenario.drivers} drivers ...")
        many = {"web_workers": options["web_workers"], "workers": options["workers"]}
        with instance(drivers=scenario.drivers, opens=f"{date}T04:00", **many) as running:
            return played(scenario, running.url)

    def _elsewhere(self, options: JsonObject) -> JsonObject:
        """On a running instance the day is its next one, for whose morning it is not too late."""
        url = options["url"].rstrip("/")
        date = options["date"] or _next_day(url)
        return played(_scenario(options, date), url)


def played(scenario: Scenario, url: str) -> JsonObject:
    """Play a scenario on an instance; its report."""
    began = time.monotonic()
    day = Day(scenario, WebTransport(url), Progress(len(scenario.parcels) * STEPS_AN_ORDER))
    day.play()
    return report_of(day, time.monotonic() - began)


def _scenario(options: JsonObject, date: dt.date) -> Scenario:
    if options["fixture"]:
        return f0_line(date)
    if options["orders"] < 1:
        raise CommandError("--orders: give a number from 1.")
    return seeded(date=date, orders=options["orders"], seed=options["seed"])


def _next_day(url: str) -> dt.date:
    session = WebTransport(url).session()
    try:
        found = session.login("dispatcher", PASSWORD).get("clock/")
    except Refused as error:
        text = f"{url} does not know the people of the simulation ({error}): start it by ./run demo."
        raise CommandError(text) from error
    except OSError as error:
        raise CommandError(f"{url} does not answer: {error}") from error
    if not found["simulation"]:
        raise CommandError(f"{url} is not in simulation mode; a day is never played on real data.")
    now = clock.local(dt.datetime.fromisoformat(found["now"]))
    return now.date() if now.time() < dt.time(4, 20) else now.date() + dt.timedelta(days=1)
