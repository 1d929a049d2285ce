"""Drafts of imports as their pages show them; whoever may import sees every one."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import Missing
from core.files import content_of
from core.models import StoredFile
from core.types import JsonObject, Text
from core.workbooks import Column, Limits, WorksheetData, open_table, write_table
from orders.intake import lifecycle
from orders.intake.lifecycle import DraftState, RowResult
from orders.intake.models import DraftRow, HeaderMapping, ImportBatch, ImportDraft, ImportRow
from orders.intake.orderfile.problems import BAD, RESULTS, message_of, problem_of
from orders.intake.orderfile.reading import IGNORED, missing_fields
from orders.intake.orderfile.titles import BY_FIELD, COLUMNS, FAILED_WORKSHEET, REASON_TITLE
from orders.intake.selectors.mapping import reading_of
from orders.register.models import Client


@dataclass(frozen=True)
class OpenDraft:
    """A draft as the list shows it: its state's word and tone."""

    draft: ImportDraft
    label: Text
    tone: str


@dataclass(frozen=True)
class FaultyRow:
    """A row to look at: the word and tone of its result, and whether a person may mend a cell of it."""

    row: DraftRow
    label: Text
    tone: str
    may_mend: bool


def draft_get(pk: int) -> ImportDraft:
    """One draft, or Missing."""
    draft = ImportDraft.objects.select_related("client", "platform", "file", "made_by").filter(pk=pk).first()
    if draft is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return draft


def drafts_open() -> list[OpenDraft]:
    """Drafts that are not finished, and failed ones until somebody puts them away, newest first."""
    failed = Q(state=DraftState.FAILED, dismissed_at=None)
    rows = ImportDraft.objects.filter(Q(state__in=lifecycle.OPEN) | failed).select_related("client", "made_by")
    return [OpenDraft(draft, _(draft.state.label), draft.state.tone) for draft in rows[:50]]


def may_dismiss(draft: ImportDraft) -> bool:
    """Whether the file failed and still stands in the list for that."""
    return draft.state == DraftState.FAILED and draft.dismissed_at is None


def draft_steps(draft: ImportDraft) -> list[dict[str, str]]:
    """The step bar: upload, check, decide, done."""
    at = {DraftState.CHECKED: 2, DraftState.IMPORTING: 3, DraftState.DONE: 4}.get(draft.state, 1)
    failed = draft.state in (DraftState.FAILED, DraftState.DROPPED)
    labels = (_("Upload"), _("Check"), _("Decide"), _("Finished"))
    return [
        {"label": label, "state": "done" if place < at else ("failed" if failed else "now") if place == at else ""}
        for place, label in enumerate(labels)
    ]


def draft_tiles(draft: ImportDraft) -> list[JsonObject]:
    """The counts of the check: label, value, tone and note."""
    counts = draft.counts
    shown = [{"label": _("Rows"), "value": counts.get("rows", 0), "tone": "", "note": ""}]
    for name, label in RESULTS.items():
        value = counts.get(name, 0)
        bad = value - (counts.get("asked", 0) if name == RowResult.OUT_OF_AREA else 0) if name in BAD else 0
        shown.append({"label": label, "value": value, "tone": "late" if bad else "", "note": _tile_note(counts, name)})
    return shown


def _tile_note(counts: dict[str, int], name: str) -> str:
    if name == RowResult.OUT_OF_AREA and counts.get("asked"):
        return _("Zone to be picked: %(count)s") % {"count": counts["asked"]}
    orders = {"created": "orders_created", "changed": "orders_changed"}
    if name in orders and counts.get(name):
        return _("Orders: %(count)s") % {"count": counts.get(orders[name], 0)}
    return ""


def draft_changes(draft: ImportDraft) -> list[JsonObject]:
    """Changed orders for comparison: key, order number, whether planned, choice, and [{column, held, value}]."""
    shown = {}
    for row in draft.rows.filter(result=RowResult.CHANGED):
        if row.key in shown:
            continue
        lines = [
            {"column": p["column"], "held": row.held.get(p["field"], ""), "value": p["value"] or _("(empty)")}
            for p in row.problems
        ]
        planned = any(p["code"] == "changed_planned" for p in row.problems)
        choice = draft.choices.get(row.key, "take")
        number = row.key.split("|")[0]
        shown[row.key] = {"key": row.key, "order": number, "planned": planned, "choice": choice, "lines": lines}
    return list(shown.values())


def draft_faults(draft: ImportDraft) -> QuerySet[DraftRow]:
    """Rows with something to mend or to know, without the changed ones, as a queryset."""
    return draft.rows.exclude(result=RowResult.CHANGED)


def faults_shown(rows: Iterable[DraftRow]) -> list[FaultyRow]:
    """The rows with result and messages in the user's language, whichever the check was made in."""
    return [_fault(row) for row in rows]


def _fault(row: DraftRow) -> FaultyRow:
    for problem in row.problems:
        problem["message"] = message_of(problem["code"], problem.get("params") or {})
    may_mend = any(p["letter"] for p in row.problems) and row.result in BAD
    return FaultyRow(row, *_result(row), may_mend)


def _result(row: DraftRow) -> tuple[Text, str]:
    """A row's word and tone. A doubtful zone is no loss: the order comes in and waits for a person's answer."""
    if row.result == RowResult.OUT_OF_AREA and any(p["code"] == "zone_doubtful" for p in row.problems):
        return _("Zone to be picked"), "warn"
    return RESULTS[row.result], "error" if row.result in BAD else "mute"


def suggestions_count(draft: ImportDraft) -> int:
    """How many suggestions may be taken at once."""
    found = draft.rows.exclude(problems=[]).values_list("problems", flat=True)
    return sum(bool(p["suggestion"] and p["letter"]) for problems in found for p in problems)


def unknown_titles(draft: ImportDraft) -> list[str]:
    """Titles that nobody has named: they must be, when a needed column is missing, and may be otherwise."""
    return [title for title, name in draft.titles if not name]


def missing_titles(draft: ImportDraft) -> list[str]:
    """The usual titles of needed columns that the file has not."""
    return [BY_FIELD[name].title for name in missing_fields(draft.titles)]


def title_choices(draft: ImportDraft) -> list[tuple[str, str]]:
    """[(field, usual title)] that a title may still be said to mean."""
    taken = {name for _title, name in draft.titles}
    return [(IGNORED, _("Do not read it"))] + [(c.field, c.title) for c in COLUMNS if c.field not in taken]


def mapping_version(client: Client) -> int:
    """The number of the client's newest header mapping, or 0."""
    return HeaderMapping.objects.filter(client=client).aggregate(last=Max("version"))["last"] or 0


def draft_failed_book(draft: ImportDraft) -> bytes:
    """The rows that would not be imported, as they stand in the file and with the reason, as a workbook's bytes."""
    if draft.file is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    reasons = {row.row_no: _reason(p["message"] for p in row.problems) for row in draft.rows.filter(result__in=BAD)}
    return _failed_book(draft.file, draft.name, draft.client, reasons, draft.reading_mends)


def batch_failed_book(batch: ImportBatch) -> bytes:
    """The same for an import that is done, from the file that it kept."""
    rows = ImportRow.objects.filter(batch=batch, result__in=BAD)
    reasons = {row.row_no: _reason(problem_of(row.row_no, p).message for p in row.problems) for row in rows}
    return _failed_book(batch.file, batch.file.name, batch.client, reasons, {})


def _reason(messages: Iterable[Text]) -> str:
    return " ".join(dict.fromkeys(str(message) for message in messages))


def _failed_book(
    file: StoredFile, name: str, client: Client, reasons: dict[int, str], mends: dict[int, dict[str, str]]
) -> bytes:
    reading = reading_of(client=client, mends=mends)
    content, target = content_of(file), io.BytesIO()
    with open_table(content, filename=name, header_titles=reading.header_titles, limits=Limits.large()) as table:
        named = reading.assigned(table.header)
        header = [title for title in table.header if title.strip() != REASON_TITLE]
        places = [place for place, title in enumerate(table.header) if title.strip() != REASON_TITLE]
        by_title = dict(named)
        at = {by_title[title]: place for place, title in enumerate(table.header) if by_title.get(title)}
        rows = (
            [*(row.cells[place] for place in places), reasons[row.number]]
            for row in reading.mended(table.stream, at)
            if row.number in reasons
        )
        columns = [Column(title or " ", "text", 14) for title in header] + [Column(REASON_TITLE, "text", 60)]
        write_table(target, worksheets=[WorksheetData(FAILED_WORKSHEET, columns, rows)])
    return target.getvalue()
