"""`manage.py clock_set 2026-11-02T04:00`: move the clock of a simulation."""

import datetime as dt
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock


class Command(BaseCommand):
    help = "Moves the simulated clock to a Shanghai time; --running lets it tick on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("at", type=moment, help="2026-11-02T04:00, Shanghai time")
        parser.add_argument("--running", action="store_true", help="the clock ticks on from there")

    def handle(self, *args: Any, at: dt.datetime, running: bool, **options: Any) -> None:
        if not settings.SIMULATION:
            raise CommandError("Only a simulation has a clock that can be moved: HANDOVER_SIMULATION=1.")
        clock.move_to(at, running=running)
        self.stdout.write(f"{clock.local(clock.now()):%Y-%m-%d %H:%M:%S}")


def moment(text: str) -> dt.datetime:
    """A Shanghai wall-clock time as an instant."""
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a time such as 2026-11-02T04:00") from error
    return value if value.tzinfo else value.replace(tzinfo=clock.SHANGHAI)
