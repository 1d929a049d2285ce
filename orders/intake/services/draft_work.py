"""What is done to a draft: the check and the import, by whoever holds it."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.claims import claimed
from core.errors import Conflict, Refusal
from core.files import content_of, path_of
from core.models import StoredFile
from core.outbox import notify
from core.types import JsonObject
from core.workbooks import Limits, open_table
from orders.intake import lifecycle
from orders.intake.kinds import IMPORT_CHECKED, IMPORT_FAILED, IMPORT_READY
from orders.intake.lifecycle import DraftState, RowResult
from orders.intake.models import DraftRow, ImportBatch, ImportDraft
from orders.intake.orderfile.reading import missing_fields
from orders.intake.orderfile.titles import BY_FIELD
from orders.intake.selectors.mapping import reading_of
from orders.intake.services.imports import nothing, order_import
from orders.intake.services.rows import FileLine
from orders.intake.services.work import ImportWork
from orders.register.models import Order

HELD = "import_draft"  # the kind of claim, see core.claims
ATTEMPTS = 3
BATCH = 1000


class _Looked(Exception):
    """Carries the result of a check out of the transaction that it undoes."""


def draft_advance(*, draft_id: int, waited_for: bool = False) -> bool:
    """Check or import one draft when nobody else is at it; returns whether this call did the work.

    `waited_for`: a person waits, so a refusal is raised to them and the draft stays as it was; otherwise the draft
    fails with the reason and its maker is told.
    """
    if waited_for:  # the caller's transaction holds the row
        return _attempt(draft_id, waited_for)
    with claimed(HELD, draft_id) as mine:
        return mine and _attempt(draft_id, waited_for)


def _attempt(draft_id: int, waited_for: bool) -> bool:
    draft = _claim(draft_id)
    if draft is None:
        return False
    if draft.attempts > ATTEMPTS:  # it takes its workers with it
        _fail(draft, _broken())
        return True
    try:
        _import(draft) if draft.state == DraftState.IMPORTING else _check(draft)
    except Refusal as error:
        if waited_for:
            raise
        _fail(draft, error)
    except Exception:
        if waited_for or draft.attempts >= ATTEMPTS:
            _fail(draft, _broken())
        raise
    else:
        if not waited_for:
            _tell(draft)
    return True


def draft_held(*, draft_id: int) -> bool:
    """Whether a worker is at it now."""
    with claimed(HELD, draft_id) as free:
        return not free


@transaction.atomic
def draft_end(*, draft: ImportDraft, state: str, batch: ImportBatch | None = None, message: str = "") -> None:
    """End a draft: keep its counts, erase everything that a person wrote or uploaded."""
    file = draft.file
    draft.rows.all().delete()
    ImportDraft.objects.filter(pk=draft.pk).update(
        state=state,
        batch=batch,
        message=message[:500],
        mends={},
        choices={},
        titles=[],
        file=None,
        progress=100,
        ended_at=clock.now(),
    )
    if file:
        file.delete()
        transaction.on_commit(lambda: content_forget(file.sha256))


def content_forget(digest: str) -> None:
    """Take a content off the disk when no file has it any more."""
    if not StoredFile.objects.filter(sha256=digest).exists():
        path_of(digest).unlink(missing_ok=True)


def titles_read(*, draft: ImportDraft) -> list[tuple[str, str]]:
    """The titles of a draft's file with their fields."""
    reading = reading_of(client=draft.client)
    content = _content(draft)
    with open_table(content, filename=draft.name, header_titles=reading.header_titles, limits=Limits.large()) as table:
        return reading.assigned(table.header)


def _content(draft: ImportDraft) -> bytes:
    if draft.file is None:  # it was taken away while the draft waited
        raise Conflict("ended", _("This file was imported or given up already."))
    return content_of(draft.file)


def _claim(draft_id: int) -> ImportDraft | None:
    """The draft with the number of this attempt, which is the fence; None when it needs no work any more."""
    draft = ImportDraft.objects.filter(pk=draft_id, state__in=lifecycle.WORKING).first()
    if draft is None:
        return None
    state = DraftState.IMPORTING if draft.state == DraftState.IMPORTING else DraftState.CHECKING
    mine = ImportDraft.objects.filter(pk=draft_id, state=draft.state, attempts=draft.attempts)
    if not mine.update(state=state, attempts=draft.attempts + 1):
        return None
    draft.refresh_from_db()
    return draft


def _check(draft: ImportDraft) -> None:
    if not draft.titles:
        draft.titles = titles_read(draft=draft)
    if missing_fields(draft.titles):
        _held(draft).update(state=DraftState.UNMAPPED, titles=draft.titles)
        return
    counts, rows = _look(draft)
    with transaction.atomic():
        changed = _held(draft).update(
            state=DraftState.CHECKED, counts=counts, titles=draft.titles, progress=100, attempts=0
        )
        if changed:
            draft.rows.all().delete()
            DraftRow.objects.bulk_create(rows, batch_size=BATCH)


def _look(draft: ImportDraft) -> tuple[dict[str, int], list[DraftRow]]:
    """({counts}, [DraftRow]) of an import that is undone."""

    def finish(work: ImportWork) -> None:
        raise _Looked(_counts(work), [_row(draft, line) for line in work.faulty])

    try:
        _run(draft, nothing, finish)
    except _Looked as looked:
        return looked.args
    raise AssertionError("an import that should be undone was not")


def _import(draft: ImportDraft) -> None:
    def finish(work: ImportWork) -> None:
        if not _held(draft).update(counts=_counts(work)):
            raise Conflict("ended", _("This file was imported or given up already."))
        draft_end(draft=draft, state=DraftState.DONE, batch=work.batch)

    _run(draft, lambda order: draft.choices.get(key_of(order)) != "leave", finish)


def _run(draft: ImportDraft, take: Callable[[Order], bool], finish: Callable[[ImportWork], None]) -> ImportBatch:
    reading = reading_of(client=draft.client, mends=draft.reading_mends)
    return order_import(
        content=_content(draft),
        filename=draft.name,
        business_date=draft.business_date,
        client=draft.client,
        platform=draft.platform,
        actor=draft.made_by,
        limits=None if draft.inline else Limits.large(),
        reading=reading,
        take=take,
        progress=lambda percent: _progress(draft, percent),
        finish=finish,
    )


def key_of(order: Order) -> str:
    """How a draft names an order: by its two numbers (BG-25)."""
    return f"{order.order_no}|{order.shipment_no}"


def _held(draft: ImportDraft) -> QuerySet[ImportDraft]:
    """The row, as long as this call holds it."""
    return ImportDraft.objects.filter(pk=draft.pk, attempts=draft.attempts, state=draft.state)


def _progress(draft: ImportDraft, percent: int) -> None:
    if not draft.inline:
        _held(draft).update(progress=percent)


def _counts(work: ImportWork) -> dict[str, int]:
    batch = work.batch
    return (
        {"rows": batch.rows, "asked": batch.asked, "orders_created": batch.orders_created}
        | {result: getattr(batch, result) for result in RowResult}
        | {"orders_changed": work.orders_changed}
    )


def _row(draft: ImportDraft, line: FileLine) -> DraftRow:
    problems = [p.answer(personal=True) | {"field": p.field, "params": p.params} for p in line.problems]
    for problem in problems:
        if problem["field"] == "address":  # the report names the district there; a person mends the address itself
            problem["value"] = line.values.address or problem["value"]
    number, shipment = line.values.order_no, line.values.shipment_no
    return DraftRow(
        draft=draft,
        row_no=line.number,
        key=f"{number}|{shipment}" if number and shipment else "",
        result=line.result,
        problems=problems,
        held=_shown(line.order, problems) if isinstance(line.order, Order) else {},
    )


def _shown(order: Order, problems: list[JsonObject]) -> dict[str, str]:
    """What the order has now in the columns that differ."""
    return {name: text for name in {p["field"] for p in problems} if (text := _text(order, name)) is not None}


def _text(order: Order, name: str) -> str | None:
    for thing in (order, order.recipient):
        if hasattr(thing, name) and name in BY_FIELD:
            value = getattr(thing, name)
            if isinstance(value, bool):
                return "Y" if value else "N"
            if isinstance(value, dt.datetime):
                return f"{clock.local(value):%Y-%m-%d %H:%M}"
            return "" if value is None else str(value)
    return None


def _broken() -> str:
    return _("It could not be worked on; upload it again or ask IT support.")


def _fail(draft: ImportDraft, error: Refusal | str) -> None:
    if not _held(draft).exists():  # this call has lost it
        return
    with translation.override(settings.LANGUAGE_CODE):
        draft_end(draft=draft, state=DraftState.FAILED, message=str(error))
    _tell(draft)


def _tell(draft: ImportDraft) -> None:
    """A long file reports by the bell, since nobody waits for it."""
    if not draft.made_by_id:
        return
    state = ImportDraft.objects.values_list("state", flat=True).get(pk=draft.pk)
    to, about, date = [draft.made_by_id], f"import-draft:{draft.pk}", draft.business_date.isoformat()
    if state == DraftState.DONE:
        notify(to_ids=to, kind=IMPORT_READY, about=about, date=date)
    elif state == DraftState.FAILED:
        notify(to_ids=to, kind=IMPORT_FAILED, about=about, date=date)
    else:
        notify(to_ids=to, kind=IMPORT_CHECKED, about=about, date=date)
