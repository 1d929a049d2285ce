"""`order_import FILE --date D`: import an order file and print its report as one JSON object."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refusal
from core.http import refusal_json
from core.types import JsonObject
from core.workbooks import Limits
from orders.intake.selectors.imports import hub_of_code
from orders.intake.serializers.imports import ReportOut
from orders.intake.services.imports import everything, nothing, order_import
from orders.register.selectors.clients import client_chosen


class Command(BaseCommand):
    help = "Import a client's order workbook for one business date and print the report as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--date", required=True, type=dt.date.fromisoformat, help="business date, 2026-11-02")
        parser.add_argument("--client", default="", help="client code; the only client when left out")
        parser.add_argument("--platform", default="", help="platform code; the hub when left out")
        parser.add_argument("--apply-changes", action="store_true", help="update orders that are not planned yet")

    def handle(
        self, *args: Any, file: str, date: dt.date, client: str, platform: str, apply_changes: bool, **options: Any
    ) -> None:
        try:
            content = Path(file).read_bytes()
            batch = order_import(
                content=content,
                filename=Path(file).name,
                business_date=date,
                client=client_chosen(client),
                platform=hub_of_code(platform),
                actor=None,
                limits=Limits.large(),
                take=everything if apply_changes else nothing,
            )
        except Refusal as error:
            self._fail(refusal_json(error))
        except OSError as error:
            self._fail({"code": "file", "message": str(error), "where": {"file": file}})
        self.stdout.write(json.dumps(ReportOut(batch, context={"personal": True}).data, ensure_ascii=False))

    def _fail(self, error: JsonObject) -> None:
        self.stdout.write(json.dumps({"error": error}, ensure_ascii=False))
        raise CommandError(error["message"], returncode=1)
