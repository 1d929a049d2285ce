"""The bank's file confirms the money: paid becomes arrived, and what differs is raised (FLW-O.3, INV-35, DOC-15)."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cod.bank.cases import BANK_OVER, BANK_SHORT, BANK_UNKNOWN, NOT_IN_FILE
from cod.bank.imports import BankRow, bank_rows
from cod.bank.kinds import BANK_FILE, BANK_IMPORT, BANK_MISSING, BANK_SUSPENSE
from cod.bank.lifecycle import LineResult
from cod.bank.models import BankFile, BankLine, MissingArrival
from cod.dues import chart, locks
from cod.dues.cases import MONEY_DIFFERS
from cod.dues.legs import custody, owed
from cod.pos.models import Collection, Sale, SuspenseCase
from cod.pos.services.sales import batch_account
from cod.pos.services.suspense import suspense_account, suspense_open
from core import audit, clock
from core.errors import Conflict
from core.files import file_store
from core.outbox import notify
from core.workbooks import XLSX
from ledger.chart import AccountKey
from ledger.services.entries import Leg, NewEntry, entries_post
from orders.exceptions.services.cases import Subject, exceptions_open
from orders.register.lifecycle import PaymentState
from orders.register.models import about_order
from orders.register.services.status import payment_state_set
from people.models import User
from people.roles import CS_MANAGER, HQ_FINANCE

Sales: TypeAlias = dict[tuple[str, str], Sale]  # by terminal and reference
BANK, FEE = (chart.BANK, chart.MAIN), (chart.FEE, chart.MAIN)


@dataclass
class Report:
    """What came of a file: counts by result, `already` known lines, missing collections, fen in and withheld."""

    bank_file: BankFile
    lines: int
    counts: Counter[str] = field(default_factory=Counter)
    already: int = 0
    missing: int = 0
    amount_fen: int = 0
    fee_fen: int = 0

    def as_json(self) -> dict[str, int]:
        """The answer of API and command."""
        names = ("matched", "short", "over", "unknown", "suspense")
        return {
            "id": self.bank_file.pk,
            "lines": self.lines,
            **{name: self.counts[name] for name in names},
            "already": self.already,
            "missing": self.missing,
            "amount_fen": self.amount_fen,
            "fee_fen": self.fee_fen,
        }


@transaction.atomic
def bank_arrival(*, content: bytes, filename: str, business_date: dt.date, actor: User | None) -> Report:
    """Read and book an arrival file; all of it or nothing. The same lines again change nothing. Returns a Report.

    Raises WorkbookProblem or BankFileProblem for the file, Conflict when a known line comes with other figures.
    """
    rows = bank_rows(content, filename, business_date)
    fresh = _fresh(rows)
    if not fresh:
        return Report(_file_of(rows[0]), len(rows), already=len(rows))
    stored = file_store(content=content, name=filename, content_type=XLSX, kind=BANK_FILE, about="bank", actor=actor)
    bank_file = BankFile.objects.create(
        file=stored, business_date=business_date, lines_read=len(rows), imported_by=actor, imported_at=clock.now()
    )
    report = Report(bank_file, len(rows), already=len(rows) - len(fresh))
    sales = _sales(fresh)
    locks.orders_locked([sale.order_id for sale in sales.values() if sale.order_id])
    lines = BankLine.objects.bulk_create(
        [_line(bank_file, row, sales.get((row.terminal_no, row.reference))) for row in fresh], batch_size=500
    )
    _book(lines, sales, report, actor)
    report.missing = _missing_raise(bank_file, rows, actor)
    audit.record(actor=actor, action=BANK_IMPORT, subject=bank_file, new=report.as_json())
    _tell(report)
    return report


def _file_of(row: BankRow) -> BankFile:
    """The file in which the bank reported this row before."""
    return BankFile.objects.get(lines__terminal_no=row.terminal_no, lines__reference=row.reference)


def _fresh(rows: list[BankRow]) -> list[BankRow]:
    """Rows that the bank had not reported yet; a known one must say what it said (INV-30)."""
    known: dict[tuple[str, str], BankLine] = {}
    references = [row.reference for row in rows]
    for start in range(0, len(references), 500):
        for line in BankLine.objects.filter(reference__in=references[start : start + 500]):
            known[line.terminal_no, line.reference] = line
    fresh = []
    for row in rows:
        before = known.get((row.terminal_no, row.reference))
        if before is None:
            fresh.append(row)
        elif (before.amount_fen, before.fee_fen, before.booked_on) != (row.amount_fen, row.fee_fen, row.booked_on):
            text = _("Row %(row)s: reference %(reference)s came before with other figures; nothing was imported.")
            raise Conflict("bank_line_differs", text, row=row.row, reference=row.reference)
    return fresh


def _sales(rows: list[BankRow]) -> Sales:
    references = [row.reference for row in rows]
    sales: Sales = {}
    for start in range(0, len(references), 500):
        part = Sale.objects.filter(reference__in=references[start : start + 500])
        for sale in part.select_related("terminal", "order", "collection"):
            sales[sale.terminal.serial, sale.reference] = sale
    return sales


def _line(bank_file: BankFile, row: BankRow, sale: Sale | None) -> BankLine:
    return BankLine(
        bank_file=bank_file,
        row=row.row,
        booked_on=row.booked_on,
        traded_on=row.traded_on,
        terminal_no=row.terminal_no,
        reference=row.reference,
        amount_fen=row.amount_fen,
        fee_fen=row.fee_fen,
        result=_result(row, sale),
        sale=sale,
        suspense=_case(row, sale),
        order_id=sale.order_id if sale else None,
    )


def _case(row: BankRow, sale: Sale | None) -> SuspenseCase | None:
    """The suspense case for the money that differs from our books, or None."""
    amount_fen = row.amount_fen - (sale.amount_fen if sale else 0)
    if amount_fen == 0:
        return None
    reason = BANK_UNKNOWN if sale is None else BANK_SHORT if amount_fen < 0 else BANK_OVER
    return suspense_open(reason=reason, amount_fen=abs(amount_fen), order=sale.order if sale else None)


def _result(row: BankRow, sale: Sale | None) -> LineResult:
    if sale is None:
        return LineResult.UNKNOWN
    if _collected(sale) is None:
        return LineResult.SUSPENSE
    if row.amount_fen == sale.amount_fen:
        return LineResult.MATCHED
    return LineResult.SHORT if row.amount_fen < sale.amount_fen else LineResult.OVER


def _collected(sale: Sale | None) -> int | None:
    """The order that the sale collected for; None while its money stands in suspense, or is no sale of ours."""
    collection: Collection | None = getattr(sale, "collection", None)
    return collection.order_id if collection else None


def _book(lines: list[BankLine], sales: Sales, report: Report, actor: User | None) -> None:
    entries, arrived = [], []
    for line in lines:
        sale = sales.get((line.terminal_no, line.reference))
        entries.append(_arrival(line, sale, actor))
        report.counts[line.result] += 1
        report.amount_fen += line.amount_fen
        report.fee_fen += line.fee_fen
        if order_id := _collected(sale):
            arrived.append(order_id)
    entries_post(entries=entries)
    payment_state_set(order_ids=arrived, state=PaymentState.ARRIVED, actor=actor, only_from=(PaymentState.PAID,))


def _arrival(line: BankLine, sale: Sale | None, actor: User | None) -> NewEntry:
    """One entry per line: net to the bank, the fee apart, gross owed to the client as arrived."""
    order_id = _collected(sale)
    legs = _legs(line, sale, order_id)
    if sale and order_id:
        legs.append(owed(chart.PAY_COL, chart.PAY_ARR, order_id, sale.amount_fen))
    reference = f"{line.terminal_no}/{line.reference}"
    return NewEntry(
        chart.ARRIVED,
        f"arrival:{reference}",
        legs,
        line.bank_file.business_date,
        about=about_order(order_id) if order_id else "",
        actor_id=getattr(actor, "pk", None),
        note=line.result,
        source="bank",
        reference=reference,
    )


def _legs(line: BankLine, sale: Sale | None, order_id: int | None) -> list[Leg]:
    net, fee = line.amount_fen - line.fee_fen, line.fee_fen
    if sale is None:
        case = _case_account(line)
        return [custody(case, BANK, net), custody(case, FEE, fee)]
    batch = batch_account(sale)
    expected = sale.amount_fen
    if line.amount_fen <= expected:
        legs = [custody(batch, BANK, net, order_id), custody(batch, FEE, fee, order_id)]
        return legs + _difference(expected - line.amount_fen, batch, None, line, order_id)
    net_ours = max(expected - fee, 0)
    legs = [custody(batch, BANK, net_ours, order_id), custody(batch, FEE, expected - net_ours, order_id)]
    return legs + _difference(line.amount_fen - expected, None, BANK, line, order_id)


def _difference(
    amount_fen: int, source: AccountKey | None, target: AccountKey | None, line: BankLine, order_id: int | None
) -> list[Leg]:
    if amount_fen == 0:
        return []
    case = _case_account(line)
    return [custody(source or case, target or case, amount_fen, order_id)]


def _case_account(line: BankLine) -> AccountKey:
    assert line.suspense is not None  # `_case` opens one for whatever differs
    return suspense_account(line.suspense)


def _missing_raise(bank_file: BankFile, rows: Sequence[BankRow], actor: User | None) -> int:
    """Collections of the days in the file that it does not hold: they stay paid, with an exception (SCN-25)."""
    last = max(row.traded_on for row in rows)
    missing = Collection.objects.filter(
        sale__bank_line__isnull=True, missing_arrival__isnull=True, collected_at__lt=clock.day_bounds(last)[1]
    ).select_related("order", "terminal")
    absent = list(missing.order_by("pk"))
    subjects = [
        Subject(order=row.order, description=f"{row.terminal.serial} {row.reference}", cause=NOT_IN_FILE)
        for row in absent
    ]
    cases = exceptions_open(kind=MONEY_DIFFERS, subjects=subjects, actor=actor) if absent else []
    MissingArrival.objects.bulk_create(
        [
            MissingArrival(collection=row, bank_file=bank_file, exception=case)
            for row, case in zip(absent, cases, strict=True)
        ]
    )
    return len(absent)


def _tell(report: Report) -> None:
    to = list(
        User.objects.filter(is_active=True, grants__role__in=(CS_MANAGER, HQ_FINANCE)).values_list("pk", flat=True)
    )
    odd = report.lines - report.already - report.counts[LineResult.MATCHED]
    about = f"bank:{report.bank_file.pk}"
    if odd:
        notify(to_ids=to, kind=BANK_SUSPENSE, about=about, count=odd)
    if report.missing:
        notify(to_ids=to, kind=BANK_MISSING, about=about, count=report.missing)
