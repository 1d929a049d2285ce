"""The weekly statement: read, matched against arrived money, kept (FLW-P.1)."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cod.dues.services import stages
from core import audit, clock
from core.errors import Conflict, Invalid
from core.files import file_store
from core.workbooks import XLSX
from orders.register.models import Client
from people.models import User
from reconciliation.statement import selectors
from reconciliation.statement.imports import statement_read
from reconciliation.statement.kinds import STATEMENT_FILE, STATEMENT_MATCH
from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.matching import Theirs, Verdict, match
from reconciliation.statement.models import Statement, StatementLine


@transaction.atomic
def statement_match(*, content: bytes, filename: str, week: dt.date, client: Client, actor: User | None) -> Statement:
    """Take the client's statement of a week and match it; the same file again changes nothing.

    `week`: its Monday. Matched orders go from arrived to reconciled. Raises Conflict when another file stands for the
    week, Invalid for a week that is not over or a bad row.
    """
    if not clock.is_week_over(week):
        raise Invalid("week", _("Give the Monday of a week that is over."))
    known = _known(client, week, content)
    if known:
        return known
    rows = statement_read(content, filename)
    statement = _statement_create(rows, content, filename, week, client, actor)
    dates = {theirs.row_no: delivered_on for theirs, delivered_on in rows}
    theirs = [line for line, _date in rows]
    carried = selectors.carried_lines(client)
    verdicts = match(theirs + carried, selectors.ours_for(client, week, [line.order_no for line in theirs + carried]))
    _lines_create(statement, verdicts, dates)
    matched = [v.ours.order_id for v in verdicts if v.ours and v.outcome == LineOutcome.MATCHED]
    stages.match(orders=matched, actor=actor, business_date=clock.today())
    audit.record(actor=actor, action=STATEMENT_MATCH, subject=statement, new={"matched": len(matched)})
    return statement


def _known(client: Client, week: dt.date, content: bytes) -> Statement | None:
    statement = Statement.objects.filter(client=client, week=week).select_related("file").first()
    if statement and statement.file.sha256 != hashlib.sha256(content).hexdigest():
        raise Conflict("statement_other", _("Another statement of this week is matched already."))
    return statement


def _statement_create(
    rows: list[tuple[Theirs, dt.date]], content: bytes, filename: str, week: dt.date, client: Client, actor: User | None
) -> Statement:
    try:
        with transaction.atomic():
            return Statement.objects.create(
                client=client,
                week=week,
                rows=len(rows),
                amount_fen=sum(line.amount_fen for line, _date in rows),
                file=file_store(
                    content=content,
                    name=filename,
                    content_type=XLSX,
                    kind=STATEMENT_FILE,
                    about="statement",
                    actor=actor,
                ),
                imported_by=actor,
                imported_at=clock.now(),
            )
    except IntegrityError as error:
        raise Conflict("statement_other", _("Another statement of this week is matched already.")) from error


def _lines_create(statement: Statement, verdicts: list[Verdict], dates: dict[int, dt.date]) -> None:
    StatementLine.objects.bulk_create(
        [
            StatementLine(
                statement=statement,
                row_no=v.theirs.row_no if v.theirs else 0,
                order_id=v.ours.order_id if v.ours else None,
                order_no=v.order_no,
                delivered_on=dates.get(v.theirs.row_no) if v.theirs else None,
                client_fen=v.theirs.amount_fen if v.theirs else None,
                our_fen=v.ours.amount_fen if v.ours else None,
                outcome=v.outcome,
                carried_from_id=v.theirs.line_id if v.theirs else None,
            )
            for v in verdicts
        ],
        batch_size=500,
    )
