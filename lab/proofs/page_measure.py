"""One part of the pages' proof, in a process of its own; prints JSON.

`python -m lab.proofs.page_measure make DATABASE DAYS ORDERS` fills a database with a played day, copied DAYS times, and
a day at work. `python -m lab.proofs.page_measure ask SMALL BIG ROUNDS` asks the same pages of two databases by turns.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.types import JsonObject
    from lab.proofs.pages import Ask, Asker
    from lab.simulation.day import Day
    from lab.simulation.scenario import Scenario

TUESDAY = dt.date(2026, 11, 3)  # the day at work: the week before it is reconciled
LAST = TUESDAY - dt.timedelta(days=8)  # Monday of that week
FEW, UNLIKE = 20, 0.1
STOPS = 6  # of a dozen: it is early afternoon


def make(database: str, days: str, orders: str) -> dict[str, int]:
    """Days of `orders` orders each, up to LAST, then TUESDAY until the afternoon. {rows, orders}."""
    from core import clock
    from core.jobs import born_on
    from lab.proofs.history import copies_make, facts_begin
    from lab.simulation.cast import world_create
    from lab.simulation.scenario import seeded

    _enter(database)
    first = LAST - dt.timedelta(days=int(days))
    played = _without_loss(seeded(date=first, orders=int(orders), seed=1))
    clock.move_to(clock.at(first, "04:00"))
    born_on()
    world_create(drivers=played.drivers)
    facts_begin()
    _day(played).play()
    written = copies_make(first, int(days))
    _until_afternoon(_day(seeded(date=TUESDAY, orders=int(orders), seed=2)))
    return {"rows": sum(written.values()), "orders": written["orders_order"] + 2 * int(orders)}


def _without_loss(scenario: Scenario) -> Scenario:
    """A day on which everything comes in: what did not would be looked for and told every day from then on."""
    from lab.simulation.scenario import ABSENT, DELIVER

    scenario.findings.clear()
    for parcel in scenario.parcels.values():
        if parcel.fate == ABSENT:
            parcel.fate = DELIVER
    return scenario


def _day(scenario: Scenario) -> Day:
    from lab.http import TrustedTransport
    from lab.simulation.day import Day
    from lab.simulation.progress import Silent

    return Day(scenario, TrustedTransport(), Silent(1))


def _until_afternoon(day: Day) -> None:
    for part in (day.morning, day.plan, day.handover, day.calls):
        part()
    day.road(rounds=STOPS)


def ask(small: str, big: str, rounds: str) -> list[JsonObject]:
    """A row for each page, and for the last page of each list in the big database."""
    from django.core.management import call_command

    from lab.proofs.pages import Asker, pages_asked

    call_command("collectstatic", interactive=False, verbosity=0)
    _enter(big)
    asker = Asker()
    return [_asked(asker, each, small, big, int(rounds)) for each in pages_asked()]


def _asked(asker: Asker, page: Ask, small: str, big: str, rounds: int) -> JsonObject:
    """By turns here and there, so that what else the machine does meets both."""
    costs = {name: asker.look(page, name) for name in (small, big)}
    if abs(costs[small].size - costs[big].size) > costs[big].size * UNLIKE:
        page = page.sized(FEW)  # a history of fifty rows is longer than one of thirty: compare as many
        costs = {name: asker.look(page, name) for name in (small, big)}
    last = page.at(costs[big].pages)
    deep = asker.look(last, big)
    for _ in range(rounds):
        for name, cost in costs.items():
            asker.ask(page, name, cost)
        if costs[big].pages > 1:
            asker.ask(last, big, deep)
    return {
        "path": page.path,
        "user": page.user,
        "small": costs[small].figures(),
        "big": costs[big].figures(),
        "deep": deep.figures() if deep.wall_ms else None,
    }


def _enter(database: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps({"make": make, "ask": ask}[sys.argv[1]](*sys.argv[2:])))
