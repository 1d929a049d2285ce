"""`./run bench NAME`: one heavy proof in its full form; status 1 where it fails."""

import datetime as dt
import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lab import benches


class Command(BaseCommand):
    help = "Runs a heavy proof by its name, and prints its result as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=f"one of: {', '.join(_names())}")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there")
        parser.add_argument("--orders", type=int, help="how many orders, where it plays a day")
        parser.add_argument("--rows", type=int, help="how many rows, files or rounds, where it has such")
        parser.add_argument("--count", type=int, help="how many mutants, where it plants such (400)")
        parser.add_argument("--seed", type=int, default=1, help="another seed is another day (1)")
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, default=dt.date(2026, 11, 2), help="the business date"
        )

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if name not in _names():
            raise CommandError(f"There is no proof {name!r}; one of: {', '.join(_names())}")
        result = import_module(f"lab.benches.{name}").run(options)
        text = json.dumps(result, ensure_ascii=False, indent=1, default=str)
        if options["json"]:
            options["json"].write_text(text + "\n")
        self.stdout.write(text)
        if not result.get("passed", True):
            raise SystemExit(1)


def _names() -> list[str]:
    return sorted(module.name for module in iter_modules(benches.__path__))
