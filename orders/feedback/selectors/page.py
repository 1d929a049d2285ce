"""What the feedback pages show."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.deadlines import timetable
from core.pagination import Page
from core.types import JsonObject
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport
from orders.feedback.selectors.lines import (
    counts_of,
    exports_listed,
    feedback_rows,
    is_late,
    nominal_cut_off,
    opens_at,
)
from orders.feedback.titles import feedback_cells
from orders.register.lifecycle import DeliveryResult
from orders.register.models import Client
from orders.register.selectors.clients import clients


def rows(exports: Page[FeedbackExport]) -> list[JsonObject]:
    """[{export, kind, late}] of sent files."""
    hours = timetable()
    return [{"export": one, "kind": _(one.kind.label), "late": is_late(one, hours)} for one in exports]


def day_due() -> dt.date:
    """The business date whose results are due today."""
    return clock.today() - dt.timedelta(days=1)


def due() -> list[JsonObject]:
    """The cards on top: for yesterday's orders each client's files with their hour, and whether they may be made."""
    day, sent = day_due(), {(row.client_id, row.kind): row for row in exports_listed(day_due())}
    return [_card(client, day, kind, sent.get((client.pk, kind))) for client in clients() for kind in FeedbackKind]


def _card(client: Client, day: dt.date, kind: FeedbackKind, made: FeedbackExport | None) -> JsonObject:
    at = nominal_cut_off(day, kind)
    return {
        "client": client,
        "day": day,
        "kind": kind,
        "word": _(kind.label),
        "at": at,
        "made": made,
        "may": made is None and clock.now() >= opens_at(day, kind),
        "opens": opens_at(day, kind),
        "late": clock.now() > at and not (made and made.uploaded_at and made.uploaded_at <= at),
    }


def preview(client: Client | None, day: dt.date) -> tuple[list[JsonObject], dict[str, int]]:
    """(rows, counts) as the client's noon file would show them now, open orders first; nothing without a client."""
    now = clock.now() + dt.timedelta(microseconds=1)  # a fact of this very instant is shown
    noon = FeedbackKind.NOON
    rows = feedback_rows(client=client, business_date=day, kind=noon, cut_off=now) if client else []
    shown = [{"row": row, "cells": feedback_cells(row), "word": _(row.code.label)} for row in rows]
    return sorted(shown, key=lambda one: one["row"].code != DeliveryResult.IN_PROGRESS), counts_of(rows)
