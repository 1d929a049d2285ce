"""A file from upload to import: looked at first, mended in place, then written (screens 3.1).

A check is the import itself, undone at its end. Short files are worked on while the person waits; the others by
whoever claims it (`draft_advance`): the claim decides, a wake-up only saves waiting for the next nudge. Nothing of a
draft but its counts outlives it, since its file and its rows hold names, phones and addresses.
"""

import datetime as dt
import hashlib
import logging

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid, Refusal
from core.files import file_store
from core.words import AuditWord
from core.workbooks import XLSX, open_table
from orders.intake import lifecycle
from orders.intake.kinds import (
    DRAFT_FILE,
    IMPORT_CONFIRM,
    IMPORT_DISMISS,
    IMPORT_DROP,
    IMPORT_MAP,
    IMPORT_MEND,
    IMPORT_UPLOAD,
)
from orders.intake.lifecycle import DraftState
from orders.intake.models import DraftRow, ImportDraft
from orders.intake.orderfile.reading import missing_fields
from orders.intake.orderfile.titles import BY_FIELD
from orders.intake.selectors.mapping import reading_of
from orders.intake.services.draft_work import content_forget, draft_advance, draft_end, draft_held
from orders.intake.services.mapping import mapping_save
from orders.intake.services.rows import web_limits
from orders.register.models import Client
from people.models import Platform, User

log = logging.getLogger("handover.import")
SHORT_ROWS, SHORT_BYTES = 2_000, 1_000_000
LONGEST = 300


def draft_upload(
    *, content: bytes, filename: str, business_date: dt.date, client: Client, platform: Platform, actor: User
) -> ImportDraft:
    """Take a file and, when it is short, check it at once. Returns the ImportDraft.

    Raises WorkbookProblem and keeps nothing when a short file cannot be read as a whole; a long one fails later.
    """
    short, titles = _looked(content, filename, client)
    try:
        draft = _upload(content, filename, business_date, client, platform, actor, short, titles)
    except Refusal:
        content_forget(hashlib.sha256(content).hexdigest())
        raise
    draft.refresh_from_db()
    return draft


def _upload(
    content: bytes,
    filename: str,
    business_date: dt.date,
    client: Client,
    platform: Platform,
    actor: User,
    short: bool,
    titles: list[tuple[str, str]],
) -> ImportDraft:
    with transaction.atomic():
        stored = file_store(content=content, name=filename, content_type=XLSX, kind=DRAFT_FILE, actor=actor)
        draft = ImportDraft.objects.create(
            client=client,
            platform=platform,
            business_date=business_date,
            file=stored,
            name=filename[-200:],
            inline=short,
            titles=titles,
            made_by=actor,
            made_at=clock.now(),
            state=DraftState.UNMAPPED if titles and missing_fields(titles) else DraftState.UPLOADED,
        )
        audit.record(actor=actor, action=IMPORT_UPLOAD, subject=draft, new={"size": len(content)})
        _work(draft)
    return draft


@transaction.atomic
def draft_map(*, draft: ImportDraft, columns: dict[str, str], actor: User) -> ImportDraft:
    """Save what the file's unknown titles mean for this client from now on, and check the file again."""
    draft = _open(draft)
    mapping_save(client=draft.client, columns=columns, actor=actor)
    header = [title for title, _name in draft.titles]
    draft.titles = reading_of(client=draft.client).assigned(header)
    draft.state = DraftState.UNMAPPED if missing_fields(draft.titles) else DraftState.UPLOADED
    return _again(draft, actor, IMPORT_MAP)


@transaction.atomic
def draft_mend(*, draft: ImportDraft, row_no: int, values: dict[str, str], actor: User) -> ImportDraft:
    """Put new text into cells of one row and check again. `values`: {field: text}.

    A column that an order repeats on each of its rows is mended on all of them that had the same value.
    """
    draft = _open(draft)
    row = draft.rows.filter(row_no=row_no).first()
    for name, text in values.items():
        if row is None or name not in _columns(row):
            raise Invalid("cell", _("There is nothing to mend in this cell."))
        if len(text) > LONGEST:
            raise Invalid("too_long", _("The text is longer than %(limit)s characters. Shorten it."), limit=LONGEST)
        for number in _siblings(row, name):
            draft.mends.setdefault(str(number), {})[name] = text.strip()
    return _again(draft, actor, IMPORT_MEND)


@transaction.atomic
def draft_suggestions_take(*, draft: ImportDraft, actor: User) -> ImportDraft:
    """Take every suggestion of the check at once and check again."""
    draft = _open(draft)
    for row in draft.rows.exclude(problems=[]):
        for problem in row.problems:
            if problem["suggestion"] and problem["letter"]:
                draft.mends.setdefault(str(row.row_no), {})[problem["field"]] = problem["suggestion"]
    return _again(draft, actor, IMPORT_MEND)


@transaction.atomic
def draft_choose(*, draft: ImportDraft, choices: dict[str, str], actor: User) -> ImportDraft:
    """Say for changed orders whether to "take" or "leave" what the file says. `choices`: {order key: choice}."""
    draft = _open(draft)
    if set(choices.values()) - {"take", "leave"}:
        raise Invalid("choice", _("Choose whether to update the order or to leave it."))
    draft.choices = draft.choices | choices
    draft.save(update_fields=["choices"])
    return draft


@transaction.atomic
def draft_import(*, draft: ImportDraft, actor: User) -> ImportDraft:
    """Import a checked file. A short one is done on return; a long one is on its way. Returns the draft."""
    draft = _open(draft)
    if draft.state != DraftState.CHECKED:
        raise Conflict("not_checked", _("The file is being worked on; wait until it is checked."))
    draft.state, draft.progress, draft.attempts = DraftState.IMPORTING, 0, 0
    draft.save(update_fields=["state", "progress", "attempts"])
    audit.record(actor=actor, action=IMPORT_CONFIRM, subject=draft)
    _work(draft)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def draft_drop(*, draft: ImportDraft, actor: User) -> None:
    """Give a file up: nothing of it is imported and its content is erased."""
    draft = _open(draft)
    if draft.state == DraftState.IMPORTING:
        raise Conflict("importing", _("The file is being imported and cannot be given up any more."))
    audit.record(actor=actor, action=IMPORT_DROP, subject=draft)
    draft_end(draft=draft, state=DraftState.DROPPED)


@transaction.atomic
def draft_dismiss(*, draft: ImportDraft, actor: User) -> None:
    """A file that failed has been dealt with: it leaves the list of files that are not imported yet."""
    changed = ImportDraft.objects.filter(pk=draft.pk, state=DraftState.FAILED, dismissed_at=None)
    if not changed.update(dismissed_at=clock.now()):
        raise Conflict("not_failed", _("Only a file that could not be taken is put away, and only once."))
    audit.record(actor=actor, action=IMPORT_DISMISS, subject=draft)


def drafts_nudge() -> int:
    """Work on every draft that waits or whose worker died; returns how many. The beat calls it."""
    waiting = ImportDraft.objects.filter(state__in=lifecycle.WORKING).order_by("id").values_list("pk", flat=True)
    return sum(draft_advance(draft_id=pk) for pk in list(waiting))


def _looked(content: bytes, filename: str, client: Client) -> tuple[bool, list[tuple[str, str]]]:
    """(whether the file is short, its titles with their fields); a long one is not opened here."""
    if len(content) > SHORT_BYTES:
        return False, []
    reading = reading_of(client=client)
    with open_table(content, filename=filename, header_titles=reading.header_titles, limits=web_limits()) as table:
        count = sum(1 for _row, _number in zip(table.stream, range(SHORT_ROWS + 1), strict=False))
        return count <= SHORT_ROWS, reading.assigned(table.header)


def _open(draft: ImportDraft) -> ImportDraft:
    """The draft's row, locked, when a person may still change it."""
    draft = ImportDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    if draft.state not in lifecycle.OPEN:
        raise Conflict("ended", _("This file was imported or given up already."))
    if draft.state == DraftState.CHECKING and draft_held(draft_id=draft.pk):
        raise Conflict("checking", _("The file is being checked; wait until that is done."))
    return draft


def _again(draft: ImportDraft, actor: User, action: AuditWord) -> ImportDraft:
    if draft.state not in (DraftState.UPLOADED, DraftState.UNMAPPED):
        draft.state = DraftState.UPLOADED
    draft.progress = draft.attempts = 0
    draft.save(update_fields=["state", "progress", "attempts", "mends", "titles"])
    audit.record(actor=actor, action=action, subject=draft)
    _work(draft)
    draft.refresh_from_db()
    return draft


def _work(draft: ImportDraft) -> None:
    """At once while the person waits, or by a worker."""
    if draft.state == DraftState.UNMAPPED:
        return
    if draft.inline:
        draft_advance(draft_id=draft.pk, waited_for=True)
    else:
        transaction.on_commit(lambda: _wake(draft.pk))


def _wake(pk: int) -> None:
    try:
        current_app.send_task("orders.intake.tasks.draft_work", (pk,), retry=False)
    except Exception:  # noqa: BLE001 the nudge finds the draft when the broker is away
        log.warning("the wake-up for import draft %s did not leave", pk)


def _columns(row: DraftRow) -> set[str]:
    return {problem["field"] for problem in row.problems if problem["letter"]}


def _siblings(row: DraftRow, name: str) -> set[int]:
    """The rows of the same order with the same value in a column that an order repeats."""
    value = next(problem["value"] for problem in row.problems if problem["field"] == name)
    if BY_FIELD[name].scope != "order" or not row.key:
        return {row.row_no}
    others = DraftRow.objects.filter(draft=row.draft_id, key=row.key)
    same = [
        other.row_no
        for other in others
        if any(problem["field"] == name and problem["value"] == value for problem in other.problems)
    ]
    return {row.row_no, *same}
