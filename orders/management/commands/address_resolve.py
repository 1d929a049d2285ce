"""`address_resolve [FILE]`: one address a line in, one JSON object a line out.

The zones, towns and remembered streets of the database decide when there is one; without one the delivered tables do.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from orders.register.models import ServiceZone
from orders.zones import addresses
from orders.zones.addresses.resolver import Resolver
from orders.zones.selectors.zones import reader


class Command(BaseCommand):
    help = "Read one address a line (FILE or standard input) and print its zone as JSON, one object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="UTF-8 text; standard input when left out")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            text = Path(file).read_text("utf-8-sig") if file else sys.stdin.read()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        lines = (line for line in text.splitlines() if line.strip())
        for answer in addresses.lines(lines, _resolver()):
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _resolver() -> Resolver | None:
    """The Resolver of the database, or None while there is no database with zones in it."""
    if connection.vendor == "sqlite" and _is_absent(str(connection.settings_dict["NAME"])):
        return None  # asking would leave an empty file behind
    try:
        return reader() if ServiceZone.objects.exists() else None
    except DatabaseError:
        return None


def _is_absent(name: str) -> bool:
    return ":memory:" not in name and "mode=memory" not in name and not Path(name).exists()
