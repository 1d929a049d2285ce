"""Workbooks that this room writes for people to take away."""

import datetime as dt
import io

from django.db.models import QuerySet
from django.utils import translation

from core.workbooks import WorksheetData, write_table
from orders.exceptions.models import ExceptionCase
from orders.exceptions.selectors.page import row
from orders.exceptions.titles import REGISTER_TITLE, register_cells, register_columns
from orders.register.models import Client


def register_book(client: Client, found: QuerySet[ExceptionCase]) -> bytes:
    """DOC-20: a client's exception register of these cases as the bytes of an .xlsx, always in Chinese."""
    out = io.BytesIO()
    with translation.override("zh-hans"):
        rows = [_line(case) for case in found]
        write_table(out, worksheets=[WorksheetData(REGISTER_TITLE, register_columns(client.short_name), rows)])
    return out.getvalue()


def _line(case: ExceptionCase) -> list[dt.datetime | str | None]:
    shown = row(case)
    executed = case.executed.words if case.executed else ""
    return register_cells(case, shown["kind"], shown["decision"], executed, shown["last"])
