"""`statement_match FILE --week W`: match the client's statement; prints one JSON object."""

import datetime as dt
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refusal
from orders.register.selectors.clients import client_chosen
from people.selectors import first_with
from reconciliation.statement.serializers import StatementOut
from reconciliation.statement.services import statement_match


class Command(BaseCommand):
    help = "Match the client's weekly statement (week: its Monday)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--client", default="", help="client code; the only client when left out")
        parser.add_argument("--week", type=date.fromisoformat, required=True)

    def handle(self, *args: Any, file: str, week: dt.date, client: str, **options: Any) -> None:
        path = Path(file)
        try:
            statement = statement_match(
                content=path.read_bytes(),
                filename=path.name,
                week=week,
                client=client_chosen(client),
                actor=first_with("cs_manager"),
            )
        except (Refusal, OSError) as error:
            raise CommandError(json.dumps({"error": str(error)}, ensure_ascii=False)) from error
        self.stdout.write(json.dumps(StatementOut(statement).data, ensure_ascii=False))
