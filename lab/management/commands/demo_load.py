"""`manage.py demo_load`: the demonstration. `./run demo` calls it; data that is there is kept."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lab.simulation.demo import demonstration_load


class Command(BaseCommand):
    help = "Loads the demonstration into an empty simulation; keeps what is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION or not settings.SIMULATION:
            raise CommandError("A demonstration is for simulation mode only, never beside real data: ./run demo.")
        if not demonstration_load() and options["verbosity"]:
            self.stdout.write("The data that is here is kept.")
