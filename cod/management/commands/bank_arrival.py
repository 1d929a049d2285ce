"""`manage.py bank_arrival FILE --date D`: book the bank's arrival file."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cod.bank.services import bank_arrival
from core.errors import Refusal
from people.roles import HQ_FINANCE
from people.selectors import first_with


class Command(BaseCommand):
    help = "Book the bank's arrival file and print the result as one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--date", required=True, type=dt.date.fromisoformat)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            content = path.read_bytes()
            report = bank_arrival(
                content=content, filename=path.name, business_date=options["date"], actor=first_with(HQ_FINANCE)
            )
        except (OSError, Refusal) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(report.as_json()))
