"""The evening match of papers and goods with what the system says (FLW-J.2, INV-31)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock, moves
from core.errors import Conflict, Invalid, NotAllowed
from core.lifecycle import N_
from core.translatable import translatable
from dispatch.runs.lifecycle import RunState
from dispatch.runs.models import Run
from dispatch.runs.services.runs import lock_run
from orders.exceptions.cases import PAPER_MISSING, SLIP_MISSING, CaseKind
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services.cases import Subject, exceptions_open
from orders.register.lifecycle import PaperKind
from people.models import User
from returns.evening import lifecycle, matching
from returns.evening.exports import papers_content, return_content
from returns.evening.kinds import EVENING_MATCH, PAPERS, RETURN
from returns.evening.lifecycle import EveningAction, EveningState
from returns.evening.matching import MatchOutcome
from returns.evening.models import DocumentMatch, EveningSheets
from returns.evening.selectors import EveningLine, decide, evening_lines
from returns.evening.services.hand_in import evening_settle
from sheets.kinds import SheetKind
from sheets.models import Content, Sheet
from sheets.services.papers import sheet_issue, sheet_void

T = TypeVar("T")


@transaction.atomic
def document_match(
    *, run: Run, documents: Collection[int], goods: Collection[int], actor: User, unexpected: Collection[int] = ()
) -> EveningSheets:
    """Decide every order of a run by the table and issue the sheets; returns the EveningSheets.

    `documents`: ids of the papers that are there; `goods`: ids of the items on the van; `unexpected`: ids of orders
    with a signed paper that the system does not know. Raises Conflict while an order has no result, and after the first
    signature on a sheet; Invalid for a paper or an item of another run.
    """
    run = lock_run(run)
    lines = evening_lines(run)
    _may_match(run, lines, actor)
    _known(lines, documents, goods, unexpected)
    before = _before(run)
    matches = _decided(run, lines, set(documents), set(goods), set(unexpected), actor)
    _exceptions(lines, matches, set(documents), actor)
    evening = _sheets(run, lines, matches, set(documents), actor, before)
    evening_settle(run=run, evening=evening, actor=actor)
    return evening


def _may_match(run: Run, lines: list[EveningLine], actor: User) -> None:
    if actor.platform_id != run.platform_id:
        raise NotAllowed("other_platform", _("A document administrator of this platform matches."))
    if run.status != RunState.DEPARTED:
        raise Conflict("not_out", _("Run %(run)s is not on the road; there is nothing to match."), run=run.number)
    undone = [line.order.order_no for line in lines if line.system == matching.OPEN]
    if undone:
        text = _("These orders have no result yet: %(orders)s. The driver closes them first.")
        raise Conflict("open_orders", text, orders=", ".join(undone))


def _known(
    lines: list[EveningLine], documents: Collection[int], goods: Collection[int], unexpected: Collection[int]
) -> None:
    """Only what belongs to this run and is still with its driver may be ticked."""
    allowed = (
        ({paper.pk for line in lines for paper in line.open_papers}, documents),
        ({item.pk for line in lines for item in line.items}, goods),
        ({line.order.pk for line in lines}, unexpected),
    )
    if any(set(given) - known for known, given in allowed):
        raise Invalid("not_of_this_run", _("One of the papers or goods does not belong to this run; look again."))


def _before(run: Run) -> EveningSheets | None:
    """The evening as it was matched before, open for another match; Conflict once somebody signed."""
    evening = EveningSheets.objects.select_for_update(no_key=True).filter(run=run).first()
    sheets = [sheet for sheet in (evening.papers, evening.goods) if sheet] if evening else []
    if evening and (evening.status != EveningState.MATCHED or any(sheet.signatures.exists() for sheet in sheets)):
        raise Conflict("signed", _("The evening of %(run)s has been signed; it is not matched again."), run=run.number)
    return evening


def _decided(
    run: Run, lines: list[EveningLine], documents: set[int], goods: set[int], unexpected: set[int], actor: User
) -> dict[int, DocumentMatch]:
    """Write the table's answer per order; returns {order id: DocumentMatch}."""
    old = {match.order_id: {"outcome": match.outcome} for match in run.matches.all()}
    run.matches.all().delete()
    instant = clock.now()
    rows = [
        DocumentMatch(
            run=run,
            order=line.order,
            decided_by=actor,
            at=instant,
            system_status=line.why,
            document_present=any(p.pk in documents for p in line.receipts) or line.order.pk in unexpected,
            goods_present=matching.goods_of([item.pk for item in line.items], goods),
            outcome=decide(line, documents, goods, unexpected),
        )
        for line in lines
    ]
    rows = DocumentMatch.objects.bulk_create(rows)
    changes = [(row, old.get(row.order_id), {"outcome": row.outcome}) for row in rows]
    audit.record_many(actor=actor, action=EVENING_MATCH, changes=changes)
    return {row.order_id: row for row in rows}


def _exceptions(
    lines: Sequence[EveningLine], matches: dict[int, DocumentMatch], documents: set[int], actor: User
) -> None:
    """A case for what does not match; a second match does not open it twice."""
    wanted = [(line.order.pk, *fault) for line in lines for fault in _faults(line, matches, documents)]
    orders = [line.order.pk for line in lines]
    rows = ExceptionCase.objects.filter(order__in=orders).exclude(status=CaseState.CLOSED)
    known = set(rows.values_list("order_id", "kind"))
    for kind in sorted({kind for _order, kind, _subject in wanted}):
        subjects = [one for order, its, one in wanted if its == kind and (order, its) not in known]
        if subjects:
            exceptions_open(kind=kind, subjects=subjects, actor=actor)


def _faults(
    line: EveningLine, matches: dict[int, DocumentMatch], documents: set[int]
) -> Iterator[tuple[CaseKind, Subject]]:
    """Kind and subject of each case that a line gives cause for."""
    outcome = MatchOutcome(matches[line.order.pk].outcome)
    if outcome in matching.EXCEPTIONS:
        kind, cause = matching.EXCEPTIONS[outcome]
        yield kind, Subject(line.order, cause=cause)
    if outcome in (MatchOutcome.MATCHED, MatchOutcome.NO_DOCUMENT):
        for paper in line.open_papers:
            if paper.kind == PaperKind.SLIP and paper.pk not in documents:
                yield PAPER_MISSING, Subject(line.order, description=paper.number, cause=SLIP_MISSING)


def _sheets(
    run: Run,
    lines: list[EveningLine],
    matches: dict[int, DocumentMatch],
    documents: set[int],
    actor: User,
    before: EveningSheets | None,
) -> EveningSheets:
    outcomes = {pk: match.outcome for pk, match in matches.items()}
    handed_in = [
        paper
        for line in lines
        for paper in line.open_papers
        if paper.pk in documents and outcomes[line.order.pk] != MatchOutcome.CONTRADICTION
    ]
    back = [
        (line, MatchOutcome.NO_DOCUMENT if outcomes[line.order.pk] == MatchOutcome.NO_DOCUMENT else line.why)
        for line in lines
        if outcomes[line.order.pk] in matching.COMING_BACK
    ]
    for paper in handed_in:
        paper.order = next(line.order for line in lines if line.order.pk == paper.order_id)
    papers = _sheet(run, PAPERS, papers_content, handed_in, actor, before.papers if before else None)
    goods = _sheet(run, RETURN, return_content, back, actor, before.goods if before else None)
    return _kept(run, papers, goods, actor, before)


def _kept(
    run: Run, papers: Sheet | None, goods: Sheet | None, actor: User, before: EveningSheets | None
) -> EveningSheets:
    now = clock.now()
    if before is None:
        return EveningSheets.objects.create(run=run, matched_at=now, papers=papers, goods=goods)
    ids = [before.pk]
    moves.move(
        lifecycle.EVENING,
        EveningAction.MATCH_AGAIN,
        EveningSheets,
        ids,
        actor=actor,
        matched_at=now,
        papers=papers,
        goods=goods,
    )
    return EveningSheets.objects.get(pk=before.pk)


def _sheet(
    run: Run,
    kind: SheetKind,
    content_of: Callable[[Run, list[T]], Content],
    things: list[T],
    actor: User,
    before: Sheet | None,
) -> Sheet | None:
    """The sheet of these things, or None when there are none; the one before is void."""
    if before:
        sheet_void(sheet=before, reason=translatable(N_("Matched again.")), actor=actor)
    if not things:
        return None
    return sheet_issue(
        kind=kind,
        platform=run.platform,
        business_date=run.business_date,
        about=f"run:{run.pk}",
        content=content_of(run, things),
        actor=actor,
        replaces=before,
    )
