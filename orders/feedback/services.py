"""Results told to the client: by noon and sealed on the next day, each file once, corrections as new rows (FLW-K)."""

import datetime as dt
import hashlib
import io
import json

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from core.files import content_of, file_store
from core.lifecycle import N_
from core.models import StoredFile
from core.outbox import notify
from core.translatable import translatable
from core.workbooks import XLSX, write_table
from orders.feedback.kinds import FEEDBACK_EXPORT, FEEDBACK_FILE, FEEDBACK_FINAL, FEEDBACK_NOON, FEEDBACK_UPLOADED
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport, FeedbackLine
from orders.feedback.selectors.lines import ResultRow, feedback_rows, last_told, nominal_cut_off, opens_at
from orders.feedback.titles import feedback_worksheet
from orders.register.models import Client
from orders.register.selectors.clients import clients
from people.models import User
from people.roles import CS_AGENT, CS_MANAGER
from people.selectors import user_ids_with

_UPLOADED, _WAITING = N_("%(client)s: rows %(rows)s"), N_("%(client)s: rows %(rows)s, not uploaded yet")
_TOLD = {FeedbackKind.NOON: FEEDBACK_NOON, FeedbackKind.FINAL: FEEDBACK_FINAL}


def feedback_export(
    *, client: Client, business_date: dt.date, kind: FeedbackKind, actor: User | None = None
) -> FeedbackExport:
    """A client's file of one business date: made and kept on the first call, the same on every further call (INV-37).

    The facts before the cut-off count: FEEDBACK_NOON's or FEEDBACK_FINAL's, or the moment of the first call when
    customer service is earlier than that (CON-16). Raises Conflict before the window opens and when there is nothing
    to tell.
    """
    made = FeedbackExport.objects.filter(client=client, business_date=business_date, kind=kind).first()
    if made:
        return made
    opens = opens_at(business_date, kind)
    if clock.now() < opens:
        text = _("The file of %(date)s can be made from %(opens)s on.")
        raise Conflict("too_early", text, date=business_date, opens=f"{clock.local(opens):%Y-%m-%d %H:%M}")
    cut_off = min(clock.now(), nominal_cut_off(business_date, kind))
    rows = feedback_rows(client=client, business_date=business_date, kind=kind, cut_off=cut_off)
    if not rows:
        raise Conflict("nothing", _("There are no orders to report for %(date)s."), date=business_date)
    return _keep(client, business_date, kind, cut_off, rows, actor)


def feedback_recompute(*, export: FeedbackExport) -> tuple[list[ResultRow], bytes, bool]:
    """The file again from the facts as of its cut-off: (rows, workbook bytes, whether its lines are identical)."""
    rows = feedback_rows(
        client=export.client, business_date=export.business_date, kind=export.kind, cut_off=export.cut_off
    )
    return rows, workbook_of(export.client, rows), lines_hash(rows) == export.lines_hash


@transaction.atomic
def feedback_uploaded(*, export: FeedbackExport, actor: User, uploaded_at: dt.datetime | None = None) -> None:
    """Record when customer service put the file into the client's system (KPI-05). Once."""
    instant = uploaded_at or clock.now()
    if instant > clock.now() or instant < export.made_at:
        raise Invalid("uploaded_at", _("The upload lies between the making of the file and now."))
    changed = FeedbackExport.objects.filter(pk=export.pk, uploaded_at__isnull=True).update(uploaded_at=instant)
    if not changed:
        raise Conflict("uploaded", _("The upload of this file is recorded already."))
    audit.record(actor=actor, action=FEEDBACK_UPLOADED, subject=export, new={"at": instant.isoformat()})


def feedback_noon(*, business_date: dt.date) -> str:
    """Timed job: the noon file of every client."""
    return _all_clients(business_date, FeedbackKind.NOON)


def feedback_final(*, business_date: dt.date) -> str:
    """Timed job: seal the day for every client, and say which file is not with the client yet (CON-16)."""
    return _all_clients(business_date, FeedbackKind.FINAL)


def workbook_of(client: Client, rows: list[ResultRow]) -> bytes:
    """The bytes of DOC-07; the same rows give the same bytes."""
    buffer = io.BytesIO()
    write_table(buffer, worksheets=[feedback_worksheet(client.short_name, rows)])
    return buffer.getvalue()


def lines_hash(rows: list[ResultRow]) -> str:
    """SHA-256 over what the rows say, by reference and without personal data."""
    text = json.dumps([row.key for row in rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(
    client: Client,
    business_date: dt.date,
    kind: FeedbackKind,
    cut_off: dt.datetime,
    rows: list[ResultRow],
    actor: User | None,
) -> FeedbackExport:
    try:
        with transaction.atomic():
            export = FeedbackExport.objects.create(
                client=client,
                business_date=business_date,
                kind=kind,
                cut_off=cut_off,
                rows=len(rows),
                file=_file(client, business_date, kind, rows, actor),
                lines_hash=lines_hash(rows),
                made_by=actor,
                made_at=clock.now(),
            )
            _lines_write(export, rows)
            audit.record(actor=actor, action=FEEDBACK_EXPORT, subject=export, new={"rows": len(rows), "kind": kind})
            _tell(export)
    except IntegrityError:  # somebody else made it in the same moment
        return FeedbackExport.objects.get(client=client, business_date=business_date, kind=kind)
    return export


def _file(
    client: Client, business_date: dt.date, kind: FeedbackKind, rows: list[ResultRow], actor: User | None
) -> StoredFile:
    return file_store(
        content=workbook_of(client, rows),
        name=f"feedback-{client.code}-{business_date:%Y%m%d}-{kind}.xlsx",
        content_type=XLSX,
        kind=FEEDBACK_FILE,
        actor=actor,
    )


def _lines_write(export: FeedbackExport, rows: list[ResultRow]) -> None:
    told = last_told([row.order.pk for row in rows if row.correction], export)
    FeedbackLine.objects.bulk_create(
        [
            FeedbackLine(
                export=export,
                order=row.order,
                outcome=row.outcome,
                result=row.code,
                corrects=told.get(row.order.pk) if row.correction else None,
            )
            for row in rows
        ],
        batch_size=500,
    )


def _tell(export: FeedbackExport) -> None:
    people = {*user_ids_with(CS_AGENT), *user_ids_with(CS_MANAGER)}
    date = export.business_date.isoformat()
    notify(
        to_ids=people,
        kind=_TOLD[export.kind],
        about=f"feedback:{export.pk}",
        client=export.client.name,
        date=date,
        rows=export.rows,
    )


def _all_clients(business_date: dt.date, kind: FeedbackKind) -> str:
    lines = []
    for client in clients():
        try:
            export = feedback_export(business_date=business_date, kind=kind, client=client)
        except Conflict:
            lines.append(translatable(N_("%(client)s: nothing to report"), client=client.short_name))
            continue
        text = (
            N_("%(client)s: %(rows)s rows") if export.uploaded_at else N_("%(client)s: %(rows)s rows, not uploaded yet")
        )
        lines.append(translatable(text, client=client.short_name, rows=export.rows))
    return "\n".join(lines) or translatable(N_("There is no client yet."))


def file_bytes(export: FeedbackExport) -> bytes:
    """The bytes as they were sent."""
    return content_of(export.file)
