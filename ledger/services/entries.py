"""The one writer of the ledger. Callers name legs as the money page does: `custody` and `owed`."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cod.dues import chart
from core import clock
from core.bulk import ids_take, rows_add
from core.errors import Conflict
from ledger import locks
from ledger.models import Account, Entry, Posting

_BATCH = 500


@dataclass(frozen=True)
class Leg:
    """A transfer: `source` and `target` are (account code, key); the order whose money it is, if one's."""

    source: tuple[str, str]
    target: tuple[str, str]
    amount_fen: int
    order_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """An entry to be written. `source` and `reference` together name an external event, once for ever."""

    kind: str
    key: str
    legs: list
    business_date: dt.date
    occurred_at: dt.datetime | None = None
    order_id: int | None = None
    actor_id: int | None = None
    note: str = ""
    source: str | None = None
    reference: str | None = None
    reverses: object = None


def order_key(order_id):
    return f"order:{order_id}"


def custody(source, target, amount_fen, order_id=None):
    """Money goes from one place to another."""
    return Leg(source, target, amount_fen, order_id)


def owed(stage, next_stage, order_id, amount_fen):
    """What is owed for an order goes from one stage to the next."""
    source, target = chart.owed(stage, next_stage)
    return Leg((source, order_key(order_id)), (target, order_key(order_id)), amount_fen, order_id)


def opens(order_id, amount_fen):
    """An order's amount is due at the door, and owed to the client."""
    return _both(chart.OPENS, order_id, amount_fen)


def closes(order_id, amount_fen):
    """An order's amount is neither due nor owed any more."""
    return _both(chart.CLOSES, order_id, amount_fen)


def entry_post(*, kind, key, legs, business_date, **values):
    """Write one entry; see Draft. Raises Conflict when an account would fall below its floor."""
    return entries_post(drafts=[Draft(kind=kind, key=key, legs=legs, business_date=business_date, **values)])[0]


@transaction.atomic
def entries_post(*, drafts):
    """Write entries with their postings; the database moves the balances. Callers hold the orders' locks already."""
    if not drafts:
        return []
    locks.ledger_shared()
    accounts = locks.accounts_locked(_pairs(drafts))
    _floors_check(drafts, accounts)
    instant = clock.now()
    entries = Entry.objects.bulk_create([_entry(draft, instant) for draft in drafts], batch_size=_BATCH)
    postings = [
        Posting(
            entry=entry,
            source=accounts[leg.source],
            target=accounts[leg.target],
            amount_fen=leg.amount_fen,
            order_id=leg.order_id,
        )
        for draft, entry in zip(drafts, entries, strict=True)
        for leg in draft.legs
        if leg.amount_fen
    ]
    Posting.objects.bulk_create(postings, batch_size=_BATCH)
    return entries


@transaction.atomic
def openings_post(*, amounts, business_date, actor_id=None):
    """Write what `opens` says for each (order id, fen) of orders that are new to the ledger, as rows without objects.

    The accounts are made here, so no floor can be touched but by the amount itself, and nobody else can hold them.
    An order that has an account already goes the ordinary way, and the unique key refuses a second opening.
    """
    known = _with_accounts([pk for pk, _ in amounts])
    fresh = [(pk, fen) for pk, fen in amounts if pk not in known]
    drafts = [
        Draft("open", f"open:{pk}", [opens(pk, fen)], business_date, order_id=pk, actor_id=actor_id)
        for pk, fen in amounts
        if pk in known
    ]
    entries_post(drafts=drafts)
    if not fresh:
        return
    locks.ledger_shared()
    (source, target), instant = chart.OPENS, clock.now()
    ids = ids_take(Account, 2 * len(fresh))
    sources, targets = ids[: len(fresh)], ids[len(fresh) :]
    accounts = [
        (account, code, order_key(pk), chart.ACCOUNTS[code].sign, chart.ACCOUNTS[code].floor)
        for code, ids in ((source, sources), (target, targets))
        for account, (pk, _) in zip(ids, fresh, strict=True)
    ]
    rows_add(Account, ("id", "code", "key", "sign", "floor"), accounts)
    entries = ids_take(Entry, len(fresh))
    rows_add(
        Entry,
        ("id", "key", "kind", "business_date", "order_id", "actor_id", "occurred_at", "recorded_at"),
        (
            (entry, f"open:{pk}", "open", business_date, pk, actor_id, instant, instant)
            for entry, (pk, _) in zip(entries, fresh, strict=True)
        ),
    )
    moves = zip(entries, sources, targets, fresh, strict=True)
    rows_add(
        Posting,
        ("entry_id", "source_id", "target_id", "amount_fen", "order_id"),
        ((entry, out, into, fen, pk) for entry, out, into, (pk, fen) in moves),
    )


@transaction.atomic
def entry_reverse(*, entry, actor, note, business_date=None):
    """Undo an entry by its mirror, once; a new entry then says what is right."""
    legs = [
        Leg((p.target.code, p.target.key), (p.source.code, p.source.key), p.amount_fen, p.order_id)
        for p in entry.postings.select_related("source", "target").order_by("-id")
    ]
    if Entry.objects.filter(reverses=entry).exists():
        raise Conflict("reversed", _("This entry is reversed already."))
    return entry_post(
        kind=chart.REVERSAL,
        key=f"reversal:{entry.pk}",
        legs=legs,
        business_date=business_date or clock.today(),
        order_id=entry.order_id,
        actor_id=getattr(actor, "pk", None),
        note=note,
        reverses=entry,
    )


def _with_accounts(order_ids):
    """Those of these orders that the ledger knows."""
    known = set()
    for start in range(0, len(order_ids), _BATCH):
        keys = {order_key(pk): pk for pk in order_ids[start : start + _BATCH]}
        found = Account.objects.filter(code__in=chart.OPENS, key__in=keys).values_list("key", flat=True)
        known |= {keys[key] for key in found}
    return known


def _both(pair, order_id, amount_fen):
    source, target = pair
    return Leg((source, order_key(order_id)), (target, order_key(order_id)), amount_fen, order_id)


def _pairs(drafts):
    pairs = set()
    for draft in drafts:
        for leg in draft.legs:
            assert leg.amount_fen >= 0, f"{draft.key}: a transfer is positive"
            allowed = chart.pair_allowed(draft.kind, leg.source[0], leg.target[0])
            assert allowed, f"{draft.kind}: {leg.source} to {leg.target} is not in the chart"
            pairs |= {leg.source, leg.target}
    return pairs


def _floors_check(drafts, accounts):
    """Say it in words before the database refuses it."""
    balances = {pair: account.balance_fen for pair, account in accounts.items()}
    for draft in drafts:
        for leg in draft.legs:
            balances[leg.source] -= leg.amount_fen
            balances[leg.target] += leg.amount_fen
            for pair in (leg.source, leg.target):
                account = accounts[pair]
                if account.floor and account.sign * balances[pair] < 0:
                    text = _("There is not that much in %(account)s (%(key)s).")
                    title = chart.ACCOUNTS[account.code].title
                    raise Conflict("ledger_floor", text, account=_(title), key=account.key)


def _entry(draft, instant):
    return Entry(
        key=draft.key,
        kind=draft.kind,
        business_date=draft.business_date,
        order_id=draft.order_id,
        actor_id=draft.actor_id,
        note=draft.note[:200],
        source=draft.source,
        reference=draft.reference,
        reverses=draft.reverses,
        occurred_at=draft.occurred_at or instant,
        recorded_at=instant,
    )
