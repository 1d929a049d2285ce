"""`manage.py cast_load`: make the simulated people in a fresh simulation. `up --cast N` calls it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.jobs import born_on
from lab.management.commands.clock_set import moment
from lab.simulation.cast import world_create
from people.models import User


class Command(BaseCommand):
    help = "Makes hub, client, staff, drivers and terminals of a simulation; nothing when people are there already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drivers", type=int, default=10, help="how many drivers (10)")
        parser.add_argument("--opens", type=moment, help="the simulated time to open at, 2026-11-02T04:00")

    def handle(self, *args: Any, drivers: int, opens: str, **options: Any) -> None:
        if not settings.SIMULATION or settings.PRODUCTION:
            raise CommandError("The cast exists in simulation mode only: HANDOVER_SIMULATION=1, never in production.")
        if User.objects.exists():
            return
        if opens:
            clock.move_to(moment(opens) if isinstance(opens, str) else opens)
        born_on()
        world_create(drivers=drivers)
