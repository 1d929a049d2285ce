"""`manage.py cod_sheet --date D`: make the COD handover sheets of a date, or compute a past one again."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cod.sheet23.models import CodSheet
from cod.sheet23.services import content_again, handover_sheet_generate
from core.errors import Refusal
from core.types import JsonObject


class Command(BaseCommand):
    help = "Make the COD handover sheets of a date and print them as one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--date", required=True, type=dt.date.fromisoformat)

    def handle(self, *args: Any, **options: Any) -> None:
        date = options["date"]
        try:
            handover_sheet_generate(business_date=date)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        sheets = [
            _shown(sheet) for sheet in CodSheet.objects.filter(business_date=date).select_related("sheet", "seal")
        ]
        answer = {"date": str(date), "sheets": sheets, "identical": all(sheet["identical"] for sheet in sheets)}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _shown(sheet: CodSheet) -> JsonObject:
    content = sheet.sheet.content
    lines = [line for line in content["lines"] if not line.get("pending")]
    pending = [line for line in content["lines"] if line.get("pending")]
    return {
        "platform": sheet.platform.code,
        "number": sheet.sheet.number,
        "total_fen": sheet.total_fen,
        "lines": lines,
        "pending": pending,
        "pending_fen": sheet.pending_fen,
        "hash": sheet.sheet.shown_hash,
        "seal": sheet.seal.digest,
        "identical": content_again(sheet) == content,
    }
