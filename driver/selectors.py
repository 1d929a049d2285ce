"""Reads of the driver's phone: his own run and nothing else."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cod.dues.chart import DRV_CASH
from cod.pos.lifecycle import IssueState
from cod.pos.models import PosIssue
from cod.totals.models import DriverTotal
from core import clock
from core.errors import Missing
from core.models import Notification
from core.notices import sentence
from dispatch.calls.models import Appointment
from dispatch.fleet.models import Driver
from dispatch.runs.lifecycle import RunState, StopState
from dispatch.runs.models import Run, RunSheet, RunStop
from dispatch.runs.selectors.runs import RunRow, runs_of, stops_of
from ledger.models import Account
from orders.register.lifecycle import SETTLED
from orders.register.models import Document, GoodsItem, Order, Reason, Recipient
from people.models import User
from returns.evening.models import EveningSheets
from sheets.inbox import notes_of
from sheets.kinds import sheet_kinds
from sheets.lifecycle import SheetState
from sheets.models import Sheet, Signature


@dataclass(frozen=True)
class Card:
    """A stop as the phone shows it."""

    stop: RunStop
    now: dt.datetime

    @property
    def order(self) -> Order:
        return self.stop.order

    @property
    def person(self) -> Recipient:
        return self.stop.order.recipient

    @property
    def where(self) -> str:
        """District and town, which the address itself leaves out: two streets of Shanghai may share a name."""
        return " ".join(filter(None, (self.order.district, self.person.town)))

    @property
    def appointment(self) -> Appointment | None:
        return getattr(self.stop.order, "appointment", None)

    @property
    def open(self) -> bool:
        return self.stop.status == StopState.OPEN

    @property
    def barred(self) -> bool:
        return self.stop.status == StopState.BARRED

    @property
    def out(self) -> bool:
        """Whether the van is on the road."""
        return self.stop.run.status == RunState.DEPARTED

    @property
    def unbooked(self) -> bool:
        """Whether nobody has agreed a window for it yet."""
        return self.open and not (self.appointment and self.appointment.window_start)

    @property
    def settled(self) -> bool:
        """Whether nothing keeps the customer from signing (INV-28)."""
        return self.order.payment_state in SETTLED

    @property
    def late_minutes(self) -> int:
        """Whole minutes since the promised window ended; 0 when in time, closed or without a window."""
        end = self.appointment.window_end if self.appointment else None
        if not self.open or end is None or self.now <= end:
            return 0
        return int((self.now - end).total_seconds() // 60)

    @property
    def minutes_left(self) -> int | None:
        """Whole minutes until the window ends, while it runs; None otherwise."""
        slot = self.appointment
        if not (self.open and slot and slot.window_start and slot.window_end):
            return None
        if not slot.window_start <= self.now <= slot.window_end:
            return None
        return int((slot.window_end - self.now).total_seconds() // 60)


@dataclass(frozen=True)
class Hand:
    """What a driver holds now, by custody and ledger."""

    goods: list[GoodsItem]
    papers: list[Document]
    terminals: list[PosIssue]
    cash_fen: int


def driver_behind(user: User) -> Driver | None:
    """The driver behind this account, or None."""
    return Driver.objects.select_related("holder", "user", "platform").filter(user=user).first()


def run_now(user: User) -> RunRow | None:
    """The driver's run of today; else his newest that is still out; else None."""
    mine = runs_of(user).filter(driver__user=user)
    today = mine.filter(business_date=clock.today()).first()
    return today or mine.filter(status=RunState.DEPARTED).order_by("-business_date").first()


def handover_row(run: RunRow | None) -> RunSheet | None:
    """The goods handover sheet by which this run is handed over, or None."""
    return next(iter(run.active_sheets), None) if run else None


def cards_of(run: Run | None) -> list[Card]:
    """The stops of a run in order."""
    instant = clock.now()
    return [Card(stop, instant) for stop in stops_of(run)] if run else []


def card_of(user: User, pk: int) -> Card:
    """One stop of the driver's own runs, or Missing: another driver's is not there."""
    rows = RunStop.objects.filter(run__driver__user=user).exclude(status=StopState.REMOVED)
    rows = rows.select_related("run__driver__user", "order__recipient", "order__appointment", "order__zone")
    stop = rows.prefetch_related("order__items").filter(pk=pk).first()
    if stop is None:
        raise Missing("stop", _("This stop is not there, or not yours."))
    return Card(stop, clock.now())


def next_card(cards: Iterable[Card]) -> Card | None:
    """The stop to go to now, or None."""
    return next((card for card in cards if card.open), None)


def sheets_mine(user: User) -> QuerySet[Sheet]:
    """Every sheet on which this driver is a side: handover, papers, return, terminal out and in, day's total."""
    on_run, out = {"run__driver__user": user}, PosIssue.objects.filter(driver__user=user)
    evenings = EveningSheets.objects.filter(**on_run)
    mine = (
        Exists(RunSheet.objects.filter(sheet=OuterRef("pk"), active=True, **on_run))
        | Exists(evenings.filter(papers=OuterRef("pk")))
        | Exists(evenings.filter(goods=OuterRef("pk")))
        | Exists(out.filter(issue_sheet=OuterRef("pk")))
        | Exists(out.filter(return_sheet=OuterRef("pk")))
        | Exists(DriverTotal.objects.filter(sheet=OuterRef("pk"), active=True, **on_run))
    )
    return Sheet.objects.filter(mine)


def sheets_to_sign(user: User) -> QuerySet[Sheet]:
    """Those of them that wait for his signature, oldest first."""
    signed = Signature.objects.filter(sheet=OuterRef("pk"), side="driver")
    his = [kind for kind in sheet_kinds if kind.side("driver")]
    rows = sheets_mine(user).filter(~Exists(signed), status=SheetState.ISSUED, kind__in=his)
    return rows.defer("content").order_by("id")


def sheet_of(user: User, pk: int) -> Sheet:
    """One sheet of mine, or Missing."""
    sheet = sheets_mine(user).filter(pk=pk).first()
    if sheet is None:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    return sheet


def in_my_hand(driver: Driver) -> Hand:
    """What this driver holds now."""
    account = Account.objects.filter(code=DRV_CASH, key=f"driver:{driver.pk}").first()
    terminals = PosIssue.objects.filter(
        driver=driver, status__in=(IssueState.OUT, IssueState.RETURNING)
    ).select_related("terminal")
    return Hand(
        goods=list(GoodsItem.objects.filter(holder=driver.holder_id).select_related("order")),
        papers=list(Document.objects.filter(holder=driver.holder_id).select_related("order")),
        terminals=list(terminals),
        cash_fen=account.balance_fen if account else 0,
    )


def notices_of(user: User) -> list[tuple[Notification, str]]:
    """[(notification, sentence)] of today that the driver has not acknowledged, newest first: at most three."""
    start, _end = clock.day_bounds(clock.today())
    fresh = notes_of(user).filter(read_at__isnull=True, sent_at__gte=start)
    return [(note, sentence(note)) for note in fresh[:3]]


def reasons() -> QuerySet[Reason]:
    """Why a customer refuses, as the list stands now."""
    return Reason.objects.filter(kind="refusal", active=True)


def calls_mine(cards: Iterable[Card]) -> list[Card]:
    """The stops that the driver books himself: his first three (INV-21)."""
    return [card for card in cards if card.stop.drivers_own]
