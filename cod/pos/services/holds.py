"""Pre-authorisations of the driver's own card (AMB-06): opened at loading, ended order by order. A memo ledger."""

import datetime as dt
import hashlib
import json

from django.db import IntegrityError, transaction
from django.db.models import Sum

from cod.dues import chart
from cod.dues.services import alarms
from cod.pos.kinds import HOLD_WITHOUT_RUN, POS_CONFLICT
from cod.pos.lifecycle import IssueState
from cod.pos.models import Binding, Hold, PosIssue, Terminal
from cod.pos.services.clearances import clearance_refresh
from core import clock
from core.types import JsonObject
from dispatch.runs.models import Run
from ledger import locks
from ledger.models import Account
from ledger.services.entries import Leg, NewEntry, entries_post
from orders.register.models import about_order

RUN_CLOSED = ("returned",)


@transaction.atomic
def hold_record(
    *, terminal: Terminal, amount_fen: int, card_tail: str, auth_code: str, reference: str
) -> tuple[Hold, str]:
    """Keep a pre-authorisation that a terminal reports, for the run of the driver who has it (INV-17).

    Returns (hold, "held" | "suspense" | "conflict"). The same report again gives the same answer.
    """
    content = {"terminal": terminal.serial, "amount": amount_fen, "tail": card_tail, "auth": auth_code}
    mark = report_digest(content)
    run = _run_of(terminal)
    try:
        with transaction.atomic():
            hold = Hold.objects.create(
                terminal=terminal,
                run=run,
                amount_fen=amount_fen,
                card_tail=card_tail,
                auth_code=auth_code,
                reference=reference,
                fingerprint=mark,
                recorded_at=clock.now(),
            )
    except IntegrityError:
        return _again(reference, mark, terminal)
    if run is None:
        alarms.raise_alarm(kind=HOLD_WITHOUT_RUN, terminal=terminal, reference=reference)
        return hold, "suspense"
    _open(hold, run)
    clearance_refresh(run=run)
    return hold, "held"


@transaction.atomic
def shares_end(*, shares: dict[int, int], business_date: dt.date, occurred_at: dt.datetime | None = None) -> None:
    """End the hold of orders that are paid, refused or void. `shares`: {order id: fen}."""
    runs = dict(Binding.objects.filter(order_id__in=shares).order_by("pk").values_list("order_id", "run_id"))
    runs |= _planned(set(shares) - set(runs))
    by_run: dict[int, list[tuple[int | None, int]]] = {}
    for order_id, run_id in sorted(runs.items()):
        by_run.setdefault(run_id, []).append((order_id, shares[order_id]))
    for run_id, parts in by_run.items():
        _draw(run_id, parts, business_date, occurred_at)


@transaction.atomic
def holds_release(*, run: Run, business_date: dt.date) -> None:
    """End whatever is still held for a run: its money is settled."""
    held = held_of(run)
    if held:
        _draw(run.pk, [(None, held)], business_date, None)


def held_of(run: Run) -> int:
    """Fen still held for a run."""
    keys = [f"hold:{pk}" for pk in run.holds.values_list("pk", flat=True)]
    return Account.objects.filter(code=chart.HOLD, key__in=keys).aggregate(sum=Sum("balance_fen"))["sum"] or 0


def report_digest(content: JsonObject) -> str:
    """A short digest of what a report says, to tell a repetition from a contradiction."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _open(hold: Hold, run: Run) -> None:
    leg = Leg((chart.HOLD_OUT, f"run:{run.pk}"), (chart.HOLD, f"hold:{hold.pk}"), hold.amount_fen)
    entry = NewEntry(
        chart.HOLD_OPENED,
        f"hold:{hold.reference}",
        [leg],
        run.business_date,
        source="pos_hold",
        reference=hold.reference,
    )
    entries_post(entries=[entry])


def _again(reference: str, mark: str, terminal: Terminal) -> tuple[Hold, str]:
    hold = Hold.objects.get(reference=reference)
    if hold.fingerprint != mark:
        alarms.raise_alarm(kind=POS_CONFLICT, terminal=terminal, reference=reference)
        return hold, "conflict"
    return hold, "held" if hold.run_id else "suspense"


def _run_of(terminal: Terminal) -> Run | None:
    issue = PosIssue.objects.filter(terminal=terminal, status=IssueState.OUT).first()
    if issue is None:
        return None
    return (
        Run.objects.filter(driver=issue.driver, business_date=issue.business_date)
        .exclude(status__in=RUN_CLOSED)
        .first()
    )


def _planned(order_ids: set[int]) -> dict[int, int]:
    rows = Run.objects.filter(stops__order_id__in=order_ids, holds__isnull=False).order_by("pk")
    return dict(rows.values_list("stops__order_id", "pk").distinct()) if order_ids else {}


def _draw(
    run_id: int, parts: list[tuple[int | None, int]], business_date: dt.date, occurred_at: dt.datetime | None
) -> None:
    """Take each order's share from the run's holds, the oldest first; what exceeds them ends with them."""
    pairs = [
        (chart.HOLD, f"hold:{pk}")
        for pk in Hold.objects.filter(run_id=run_id).order_by("pk").values_list("pk", flat=True)
    ]
    if not pairs:
        return
    accounts = locks.accounts_locked({*pairs, (chart.HOLD_OUT, f"run:{run_id}")})
    left = {pair: accounts[pair].balance_fen for pair in pairs}
    entries = []
    for order_id, share in parts:
        legs = []
        for pair in pairs:
            part = min(share, left[pair])
            left[pair] -= part
            share -= part
            if part:
                legs.append(Leg(pair, (chart.HOLD_OUT, f"run:{run_id}"), part))
        if legs:
            key = f"hold_end:{run_id}:{order_id or 'rest'}"
            about = about_order(order_id) if order_id else ""
            entries.append(NewEntry(chart.HOLD_ENDED, key, legs, business_date, occurred_at, about))
    entries_post(entries=entries)
