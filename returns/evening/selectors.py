"""Reads of the evening: what was handed over on a run, what the system says of it, and where it is now."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from core.counting import count_of
from core.errors import Missing
from core.lifecycle import N_, States
from dispatch.runs.lifecycle import RunState, StopState
from dispatch.runs.models import Run, RunStop
from dispatch.runs.selectors.runs import runs_of, runs_seen
from orders.register import lifecycle
from orders.register.lifecycle import OrderState, PaperKind, PaperState
from orders.register.models import Document, GoodsItem, Order
from people.models import User
from returns.evening import matching
from returns.evening.lifecycle import EveningState
from returns.evening.matching import MatchOutcome
from returns.evening.models import DocumentMatch, EveningSheets
from sheets.models import Sheet

OutcomeSoFar: TypeAlias = MatchOutcome | Literal[""]  # "" while the order has no result

OUT = (RunState.DEPARTED, RunState.RETURNED)


@dataclass(frozen=True)
class EveningLine:
    """One order of a run in the evening. `system`: delivered, refused or open; `why`: the order's status."""

    stop: RunStop
    system: str
    items: list[GoodsItem]
    documents: list[Document]
    match: DocumentMatch | None = None
    outcome: MatchOutcome | None = None
    open_papers: list[Document] = field(default_factory=list)

    @property
    def order(self) -> Order:
        return self.stop.order

    @property
    def why(self) -> str:
        return self.order.status

    @property
    def receipts(self) -> list[Document]:
        return [paper for paper in self.documents if paper.kind == PaperKind.RECEIPT]

    @property
    def slips(self) -> list[Document]:
        return [paper for paper in self.documents if paper.kind == PaperKind.SLIP]


def evening_lines(run: Run) -> list[EveningLine]:
    """Every order that was handed over on this run: status, items with holder, papers that came into being."""
    items = Prefetch("order__items", GoodsItem.objects.select_related("holder").prefetch_related("parts"))
    papers = Prefetch("order__documents", Document.objects.select_related("holder"))
    stops = run.stops.exclude(status=StopState.REMOVED).select_related("order")
    matches = {match.order_id: match for match in run.matches.all()}
    rows = stops.prefetch_related(items, papers).order_by("sequence", "id")
    return [_line(run, stop, matches.get(stop.order_id)) for stop in rows]


def _line(run: Run, stop: RunStop, match: DocumentMatch | None) -> EveningLine:
    papers = list(stop.order.documents.all())
    return EveningLine(
        stop=stop,
        system=_system(stop.order.status),
        items=list(stop.order.items.all()),
        documents=papers,
        match=match,
        outcome=MatchOutcome(match.outcome) if match else None,
        open_papers=[
            paper for paper in papers if paper.status == PaperState.CLAIMED and paper.holder_id == run.driver.holder_id
        ],
    )


def _system(status: str) -> str:
    if status == OrderState.DELIVERED:
        return matching.DELIVERED
    if status in lifecycle.REFUSED or status == OrderState.RETURN_AT_PLATFORM:
        return matching.REFUSED
    return matching.OPEN


def previewed(
    run: Run, *, documents: Collection[int], goods: Collection[int], unexpected: Collection[int] = ()
) -> dict[int, OutcomeSoFar]:
    """{order id: outcome, "" without a result} as the table would decide now; foreign ids count for nothing."""
    return {line.order.pk: decide(line, documents, goods, unexpected) for line in evening_lines(run)}


def decide(
    line: EveningLine, documents: Collection[int], goods: Collection[int], unexpected: Collection[int] = ()
) -> OutcomeSoFar:
    """The table's answer for one line; "" while the order has no result."""
    if line.system == matching.OPEN:
        return ""
    signed = any(paper.pk in documents for paper in line.receipts) or line.order.pk in unexpected
    back = matching.goods_of([item.pk for item in line.items], goods)
    return matching.outcome_of(signed=signed, goods=back, system=line.system)


def evening_of(run: Run) -> EveningSheets | None:
    """The evening's sheets of a run, or None before the match."""
    return EveningSheets.objects.select_related("papers", "goods").filter(run=run).first()


def evenings_on(user: User, date: dt.date) -> list["DeskRow"]:
    """Runs of the day that went out, as this person may see them; the most urgent first."""
    runs = list(runs_of(user, date).filter(status__in=OUT))
    sheets = {row.run_id: row for row in EveningSheets.objects.filter(run__in=runs)}
    unmatched = DocumentMatch.objects.filter(run__in=runs, outcome__in=matching.EXCEPTIONS)
    odd = list(unmatched.values_list("run_id", flat=True))
    rows = [_desk_row(run, sheets.get(run.pk), odd.count(run.pk)) for run in runs]
    return sorted(rows, key=lambda row: (URGENCY.index(row.state), row.run.driver.code))


# Where a driver stands in the evening, most urgent first.
class DeskState(States):
    """What the desk still has to do for a run, most urgent first."""

    DIFFERENT = "different", N_("Differences"), "error"
    TO_HAND_IN = "to_hand_in", N_("To hand in"), "warn"
    WAITING = "waiting", N_("To be signed"), "info"
    CLEARED = "cleared", N_("Evening cleared"), "ok"


URGENCY = tuple(DeskState)


@dataclass(frozen=True)
class DeskRow:
    """A run in the desk's list. `unmatched`: how many of its orders do not match."""

    run: Run
    unmatched: int
    state: DeskState


def _desk_row(run: Run, sheets: EveningSheets | None, unmatched: int) -> DeskRow:
    return DeskRow(run, unmatched, _state(sheets, unmatched))


def _state(sheets: EveningSheets | None, unmatched: int) -> DeskState:
    if sheets is None:
        return DeskState.TO_HAND_IN
    if unmatched or sheets.status == EveningState.DIFFERS:
        return DeskState.DIFFERENT
    return DeskState.CLEARED if sheets.status == EveningState.CLEARED else DeskState.WAITING


def returns_to_accept(user: User, date: dt.date | None = None) -> QuerySet[EveningSheets]:
    """Evenings with a return sheet, newest day first, for the keeper's list; `orders`: how many come back on it."""
    rows = EveningSheets.objects.filter(goods__isnull=False, run__in=runs_seen(user, date))
    rows = rows.select_related("goods", "run__driver__user", "run__platform").defer("goods__content")
    rows = rows.prefetch_related("goods__signatures").order_by("-run__business_date", "run__driver__code")
    back = DocumentMatch.objects.filter(outcome__in=matching.COMING_BACK)
    return rows.annotate(orders=count_of(back, "run", "run"))


def return_of(user: User, run_id: int) -> tuple[EveningSheets, Sheet]:
    """One evening and its return sheet, or Missing."""
    row = returns_to_accept(user).filter(run_id=run_id).first()
    if row is None or row.goods is None:
        raise Missing("return", _("There is no return sheet here, or it is not for you."))
    return row, row.goods


def paper_found(user: User, number: str) -> tuple[Document, Run] | None:
    """(document, run) of a paper by its number or barcode, or None: whose pile it belongs to."""
    text = number.strip()
    rows = Document.objects.filter(number__iexact=text).select_related("order")
    paper = rows.first() if text else None
    if paper is None:
        return None
    run = Run.objects.filter(stops__order=paper.order_id, pk__in=runs_seen(user)).order_by("-pk").first()
    return (paper, run) if run else None


@dataclass(frozen=True)
class Lane:
    """One driver's evening on the desk. `matching`: ticks are asked for; `undone`: order numbers without a result."""

    lines: list[EveningLine]
    evening: EveningSheets | None
    matching: bool
    again: bool
    undone: list[str]

    @property
    def sheets(self) -> dict[str, Sheet | None]:
        """{"papers": sheet or None, "return": sheet or None}"""
        row = self.evening
        return {"papers": row.papers if row else None, "return": row.goods if row else None}

    @property
    def state(self) -> str:
        return self.evening.status if self.evening else ""


def lane_of(run: Run, *, again: bool = False) -> Lane:
    """The lane of a run; `again` asks for the ticks anew while nobody has signed."""
    evening, lines = evening_of(run), evening_lines(run)
    sheets = [sheet for sheet in (evening.papers, evening.goods) if sheet] if evening else []
    matched = evening is not None and evening.status == EveningState.MATCHED
    unsigned = matched and not any(sheet.signatures.exists() for sheet in sheets)
    return Lane(
        lines=lines,
        evening=evening,
        matching=run.status == RunState.DEPARTED and (evening is None or (again and unsigned)),
        again=unsigned,
        undone=[line.order.order_no for line in lines if line.system == matching.OPEN],
    )


def tally(rows: Mapping[int, OutcomeSoFar]) -> list[tuple[MatchOutcome, int]]:
    """[(State, count)] of a preview's outcomes, exceptions included."""
    codes = list(rows.values())
    return [(state, codes.count(state)) for state in MatchOutcome if state in codes]


def states_counted(rows: Collection[DeskRow]) -> list[tuple[DeskState, list[DeskRow]]]:
    """[(State, rows)] of the desk's list, most urgent first."""
    return [(state, [row for row in rows if row.state == state]) for state in DeskState]


def keeper_next(sheet: Sheet) -> bool:
    """Whether driver and document administrator have signed this return sheet and the keeper has not."""
    sides = {signature.side for signature in sheet.signatures.all()}
    return {"driver", "doc_admin"} <= sides and "keeper" not in sides
