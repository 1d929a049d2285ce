"""A terminal's sale: a fact, booked to its order when it is right, else to a suspense case; never refused (FLW-M.1)."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from cod.dues import chart, locks
from cod.dues.legs import custody, owed
from cod.dues.selectors import due_of
from cod.dues.services import alarms
from cod.pos.cases import (
    NOT_HIS_ORDER,
    NOTHING_DUE,
    REFUSED_ORDER,
    SECOND_SWIPE,
    SEVERAL_ORDERS,
    UNKNOWN_ORDER,
    WRONG_AMOUNT,
    SuspenseCause,
)
from cod.pos.kinds import MONEY_SUSPENSE, POS_CONFLICT
from cod.pos.models import Binding, Collection, PosIssue, Sale, Terminal
from cod.pos.payways import TerminalWay
from cod.pos.services import holds
from cod.pos.services.cash import cash_entry
from cod.pos.services.suspense import suspense_account, suspense_open
from core import clock
from ledger.chart import AccountKey, Movement
from ledger.services.entries import Leg, NewEntry, entries_post
from orders.register.lifecycle import REFUSED, TO_CHARGE, OrderState, PaymentState
from orders.register.models import Order, about_order
from orders.register.services.status import payment_taken

BOOKED, SUSPENSE, CONFLICT = "order", "suspense", "conflict"
NOT_TO_PAY = (*REFUSED, OrderState.RETURN_AT_PLATFORM, OrderState.CANCELLED)


@dataclass(frozen=True)
class SaleResult:
    """`booked`: order, suspense, or conflict (the reference said something else before); `reason` of the latter two."""

    booked: str
    sale: Sale
    reason: str = ""


@transaction.atomic
def sale_record(
    *,
    terminal: Terminal,
    order_no: str,
    amount_fen: int,
    way: TerminalWay,
    card_tail: str,
    reference: str,
    occurred_at: dt.datetime,
    shipment_no: str = "",
    version: int = 0,
    order_id: int | None = None,
) -> SaleResult:
    """Book a terminal's notice that a card was charged. The same notice again gives the same answer (INV-30)."""
    named = {"order_no": order_no, "shipment_no": shipment_no}
    told = named | {"amount_fen": amount_fen, "way": way, "card_tail": card_tail}
    mark = holds.report_digest(told | {"terminal": terminal.serial, "occurred_at": occurred_at.isoformat()})
    seen = Sale.objects.filter(reference=reference).first()
    if seen:
        return _again(seen, mark)
    issue = _issue_at(terminal, occurred_at)
    bindings = _bindings(issue, order_no, shipment_no, order_id, amount_fen)
    binding = bindings[0] if len(bindings) == 1 else None
    order = locks.orders_locked([binding.order_id])[binding.order_id] if binding else None
    fields = told | {
        "terminal": terminal,
        "issue": issue,
        "order": order or (None if bindings else _by_number(order_no, shipment_no)),
        "version": version,
        "occurred_at": occurred_at,
    }
    try:
        with transaction.atomic():
            sale = Sale.objects.create(**fields, reference=reference, fingerprint=mark, recorded_at=clock.now())
    except IntegrityError:
        return _again(Sale.objects.get(reference=reference), mark)
    if binding and order:
        return _judged(sale, binding, order)
    return _to_suspense(sale, SEVERAL_ORDERS if bindings else _stranger(sale))


def batch_account(sale: Sale) -> AccountKey:
    """The clearing account of a sale: its terminal and the day it was charged."""
    return chart.POS_CLR, f"{sale.terminal.serial}/{clock.local(sale.occurred_at).date()}"


def _again(sale: Sale, mark: str) -> SaleResult:
    if sale.fingerprint != mark:
        alarms.raise_alarm(
            kind=POS_CONFLICT,
            terminal=sale.terminal,
            reference=sale.reference,
            amount_fen=sale.amount_fen,
            finance=True,
        )
        return SaleResult(CONFLICT, sale, "reference_used")
    case = getattr(sale, "suspense", None)
    return SaleResult(SUSPENSE, sale, case.reason) if case else SaleResult(BOOKED, sale)


def _issue_at(terminal: Terminal, occurred_at: dt.datetime) -> PosIssue | None:
    """Who had the terminal when the card was charged: the issue of that day, else the one that is out."""
    issues = PosIssue.objects.filter(terminal=terminal, issued_at__isnull=False).order_by("-pk")
    return issues.filter(issued_at__lte=occurred_at).first() or issues.first()


def _bindings(
    issue: PosIssue | None, order_no: str, shipment_no: str, order_id: int | None, amount_fen: int
) -> list[Binding]:
    """The newest binding of each order that the sale may mean, among those of the driver who had the terminal (INV-27).

    Two shipments, and orders of two clients, may have one number: unpaid ones come first, then those that are due this
    amount. More than one left is nobody's to choose.
    """
    if issue is None:
        return []
    rows = Binding.objects.filter(numbered(order_no, shipment_no, "order__"), driver_id=issue.driver_id)
    rows = rows.filter(order_id=order_id) if order_id else rows
    newest = {row.order_id: row for row in rows.select_related("run", "order").order_by("pk")}
    found = list(newest.values())
    unpaid = [row for row in found if row.order.payment_state in TO_CHARGE]
    due = [row for row in unpaid if row.order.amount_due_fen == amount_fen]
    return next((rows for rows in (found, unpaid, due) if len(rows) == 1), unpaid or found)


def _by_number(order_no: str, shipment_no: str) -> Order | None:
    """The order that is meant, whoever has it; None when several may be."""
    rows = list(Order.objects.filter(numbered(order_no, shipment_no))[:2])
    return rows[0] if len(rows) == 1 else None


def numbered(number: str, shipment_no: str, at: str = "") -> Q:
    """By the order's number, or by its waybill, which no other order has. `at`: the way to the order."""
    known = Q(**{f"{at}order_no": number}) | Q(**{f"{at}waybill_no": number})
    return known & Q(**{f"{at}shipment_no": shipment_no}) if shipment_no else known


def _stranger(sale: Sale) -> SuspenseCause:
    """Why no order of this driver's has the sale's number."""
    known = Order.objects.filter(numbered(sale.order_no, sale.shipment_no))
    return NOT_HIS_ORDER if known.exists() else UNKNOWN_ORDER


def _fault(sale: Sale, order: Order) -> SuspenseCause | None:
    """Why this sale should not exist; None when it is right."""
    if Collection.objects.filter(order=order).exists():
        return SECOND_SWIPE
    if order.status in NOT_TO_PAY:
        return REFUSED_ORDER
    due = _asked(sale, order)
    if due == 0:
        return NOTHING_DUE
    return WRONG_AMOUNT if sale.amount_fen != due else None


def _asked(sale: Sale, order: Order) -> int:
    """What a card may be charged: what is due, or the cash in hand when the driver swipes his own card."""
    due = due_of([order.pk]).get(order.pk, 0)
    if sale.way.cash_first and order.payment_state == PaymentState.CASH_HELD:
        return order.amount_due_fen
    return due


def _judged(sale: Sale, binding: Binding, order: Order) -> SaleResult:
    fault = _fault(sale, order)
    return _to_suspense(sale, fault) if fault else _to_order(sale, binding, order)


def _to_order(sale: Sale, binding: Binding, order: Order) -> SaleResult:
    day = clock.local(sale.occurred_at).date()
    entries = _after_cash(sale, binding, order, day) if sale.way.cash_first else [_charged(sale, order, day)]
    entries_post(entries=entries)
    holds.shares_end(shares={order.pk: sale.amount_fen}, business_date=day, occurred_at=sale.occurred_at)
    Collection.objects.create(
        order=order,
        sale=sale,
        run=binding.run,
        driver_id=binding.driver_id,
        terminal=sale.terminal,
        platform_id=binding.run.platform_id,
        way=sale.way,
        amount_fen=sale.amount_fen,
        reference=sale.reference,
        collected_at=sale.occurred_at,
        recorded_at=sale.recorded_at,
    )
    payment_taken(order=order, way=sale.way, amount_fen=sale.amount_fen, state=PaymentState.PAID, actor=None)
    return SaleResult(BOOKED, sale)


def _charged(sale: Sale, order: Order, day: dt.date) -> NewEntry:
    legs = [
        custody((chart.DUE, about_order(order.pk)), batch_account(sale), sale.amount_fen, order.pk),
        owed(chart.PAY_UNC, chart.PAY_COL, order.pk, sale.amount_fen),
    ]
    return _entry(sale.way.movement, sale, legs, day)


def _after_cash(sale: Sale, binding: Binding, order: Order, day: dt.date) -> list[NewEntry]:
    """Cash, then the driver's own card: two entries, so that the gap between them can be shown (FLW-L.4)."""
    driver_cash = (chart.DRV_CASH, f"driver:{binding.driver_id}")
    entries = []
    if order.payment_state != PaymentState.CASH_HELD:
        entries.append(cash_entry(order, binding.driver_id, sale.amount_fen, day, sale.occurred_at))
    legs = [custody(driver_cash, batch_account(sale), sale.amount_fen, order.pk)]
    return [*entries, _entry(sale.way.movement, sale, legs, day)]


def _entry(movement: Movement, sale: Sale, legs: list[Leg], day: dt.date, note: str = "") -> NewEntry:
    """What the ledger keeps of a terminal's notice, once for each reference."""
    return NewEntry(
        movement,
        f"sale:{sale.reference}",
        legs,
        day,
        sale.occurred_at,
        about_order(sale.order_id) if sale.order_id else "",
        note=note,
        source="pos",
        reference=sale.reference,
    )


def _to_suspense(sale: Sale, reason: SuspenseCause) -> SaleResult:
    case = suspense_open(reason=reason, amount_fen=sale.amount_fen, sale=sale, order=sale.order)
    leg = custody(suspense_account(case), batch_account(sale), sale.amount_fen)
    day = clock.local(sale.occurred_at).date()
    entries_post(entries=[_entry(chart.SUSPENSE_SALE, sale, [leg], day, note=reason)])
    alarms.raise_alarm(
        kind=MONEY_SUSPENSE,
        terminal=sale.terminal,
        reference=sale.reference,
        order=sale.order,
        amount_fen=sale.amount_fen,
        finance=True,
    )
    return SaleResult(SUSPENSE, sale, reason)
