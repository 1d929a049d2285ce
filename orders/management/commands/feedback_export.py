"""`feedback_export --date D --kind noon|final --out FILE`: the file of any past date, recomputed (INV-48)."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.errors import Refusal
from core.types import JsonObject
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport
from orders.feedback.selectors.lines import ResultRow, counts_of
from orders.feedback.services import feedback_export, feedback_recompute, file_bytes
from orders.register.selectors.clients import client_chosen


class Command(BaseCommand):
    help = "Make (once) and recompute the feedback file of a business date; prints one JSON object."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--date", required=True, type=dt.date.fromisoformat, help="business date, YYYY-MM-DD")
        parser.add_argument("--kind", required=True, type=FeedbackKind, choices=list(FeedbackKind))
        parser.add_argument("--out", help="write the recomputed workbook here")
        parser.add_argument("--client", default="", help="client code; the only client when left out")

    def handle(
        self, *args: Any, date: dt.date, kind: FeedbackKind, out: str | None, client: str, **options: Any
    ) -> None:
        try:
            export = feedback_export(business_date=date, kind=kind, client=client_chosen(client))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        rows, content, identical = feedback_recompute(export=export)
        if out:
            Path(out).write_bytes(content)
        self.stdout.write(json.dumps(_answer(export, rows, content, identical), ensure_ascii=False))
        if not identical:
            raise CommandError("the recomputed lines differ from the file that was sent")


def _answer(export: FeedbackExport, rows: list[ResultRow], content: bytes, identical: bool) -> JsonObject:
    return {
        "id": export.pk,
        "date": export.business_date.isoformat(),
        "kind": export.kind,
        "cut_off": clock.local(export.cut_off).isoformat(),
        **counts_of(rows),
        "sha256": hashlib.sha256(content).hexdigest(),
        "lines_hash": export.lines_hash,
        "identical": identical,
        "same_bytes": content == file_bytes(export),
    }
