"""The one writer of the ledger. Callers name the legs; the chart says which an entry of its kind may have."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.bulk import ids_take, rows_add
from core.errors import Conflict
from ledger import chart, locks
from ledger.chart import AccountKey, AccountKind, Movement
from ledger.models import Account, Entry, Posting
from people.models import User

_BATCH = 500


@dataclass(frozen=True)
class Leg:
    """A transfer: `source` and `target` are (account code, key); `about`: whose money it is, such as "order:12"."""

    source: AccountKey
    target: AccountKey
    amount_fen: int
    about: str = ""


@dataclass(frozen=True)
class NewEntry:
    """An entry to be written. `source` and `reference` together name an external event, once for ever."""

    kind: Movement
    key: str
    legs: Sequence[Leg]
    business_date: dt.date
    occurred_at: dt.datetime | None = None
    about: str = ""
    actor_id: int | None = None
    note: str = ""
    source: str | None = None
    reference: str | None = None
    reverses: Entry | None = None


@dataclass(frozen=True)
class Opening:
    """One entry whose only leg opens the accounts of something new to the ledger; see `openings_post`."""

    key: str
    about: str
    amount_fen: int


@transaction.atomic
def entries_post(*, entries: Sequence[NewEntry]) -> list[Entry]:
    """Write entries with their postings; the database moves the balances. Callers hold their own rows' locks already.

    Raises Conflict when an account would fall below its floor.
    """
    if not entries:
        return []
    locks.ledger_shared()
    accounts = locks.accounts_locked(_pairs(entries))
    _floors_check(entries, accounts)
    instant = clock.now()
    rows = Entry.objects.bulk_create([_row(entry, instant) for entry in entries], batch_size=_BATCH)
    postings = [
        _posting(row, leg, accounts)
        for entry, row in zip(entries, rows, strict=True)
        for leg in entry.legs
        if leg.amount_fen
    ]
    Posting.objects.bulk_create(postings, batch_size=_BATCH)
    return rows


@transaction.atomic
def openings_post(
    *,
    kind: Movement,
    pair: chart.Pair,
    openings: Sequence[Opening],
    business_date: dt.date,
    actor_id: int | None = None,
) -> None:
    """Write an entry with one leg between the accounts (pair, about) of each opening, as rows without objects.

    The accounts of something new are made here, so no floor can be touched but by the amount itself, and nobody else
    can hold them. What has an account already goes the ordinary way, and the unique key refuses a second opening.
    """
    known = _with_accounts(pair, [opening.about for opening in openings])
    again = [opening for opening in openings if opening.about in known]
    entries_post(entries=[_opened_again(kind, pair, opening, business_date, actor_id) for opening in again])
    if fresh := [opening for opening in openings if opening.about not in known]:
        _open_fresh(kind, pair, fresh, business_date, actor_id)


@transaction.atomic
def entry_reverse(*, entry: Entry, actor: User | None, note: str, business_date: dt.date | None = None) -> Entry:
    """Undo an entry by its mirror, once; a new entry then says what is right."""
    if Entry.objects.filter(reverses=entry).exists():
        raise Conflict("reversed", _("This entry is reversed already."))
    legs = [
        Leg((p.target.code, p.target.key), (p.source.code, p.source.key), p.amount_fen, p.about)
        for p in entry.postings.select_related("source", "target").order_by("-id")
    ]
    mirror = NewEntry(
        chart.REVERSAL,
        f"reversal:{entry.pk}",
        legs,
        business_date or clock.today(),
        about=entry.about,
        actor_id=actor.pk if actor else None,
        note=note,
        reverses=entry,
    )
    return entries_post(entries=[mirror])[0]


def _open_fresh(
    kind: Movement, pair: chart.Pair, fresh: Sequence[Opening], business_date: dt.date, actor_id: int | None
) -> None:
    locks.ledger_shared()
    instant, ids = clock.now(), ids_take(Account, 2 * len(fresh))
    sources, targets = ids[: len(fresh)], ids[len(fresh) :]
    rows_add(
        Account,
        ("id", "code", "key", "sign", "floor"),
        [*_accounts_of(pair[0], sources, fresh), *_accounts_of(pair[1], targets, fresh)],
    )
    entries = ids_take(Entry, len(fresh))
    rows_add(
        Entry,
        ("id", "key", "kind", "business_date", "about", "actor_id", "note", "occurred_at", "recorded_at"),
        (
            (entry, one.key, kind, business_date, one.about, actor_id, "", instant, instant)
            for entry, one in zip(entries, fresh, strict=True)
        ),
    )
    moves = zip(entries, sources, targets, fresh, strict=True)
    rows_add(
        Posting,
        ("entry_id", "source_id", "target_id", "amount_fen", "about"),
        ((entry, source, target, one.amount_fen, one.about) for entry, source, target, one in moves),
    )


def _accounts_of(
    kind: AccountKind, ids: Iterable[int], fresh: Sequence[Opening]
) -> list[tuple[int, AccountKind, str, int, bool]]:
    return [(pk, kind, one.about, kind.sign, kind.floor) for pk, one in zip(ids, fresh, strict=True)]


def _opened_again(
    kind: Movement, pair: chart.Pair, opening: Opening, business_date: dt.date, actor_id: int | None
) -> NewEntry:
    leg = Leg((pair[0], opening.about), (pair[1], opening.about), opening.amount_fen, opening.about)
    return NewEntry(kind, opening.key, [leg], business_date, about=opening.about, actor_id=actor_id)


def _with_accounts(pair: chart.Pair, keys: Sequence[str]) -> set[str]:
    """Those of these keys that the ledger knows."""
    known: set[str] = set()
    for start in range(0, len(keys), _BATCH):
        found = Account.objects.filter(code__in=pair, key__in=keys[start : start + _BATCH])
        known |= set(found.values_list("key", flat=True))
    return known


def _pairs(entries: Sequence[NewEntry]) -> set[AccountKey]:
    pairs: set[AccountKey] = set()
    for entry in entries:
        for leg in entry.legs:
            assert leg.amount_fen >= 0, f"{entry.key}: a transfer is positive"
            allowed = chart.pair_allowed(entry.kind, leg.source[0], leg.target[0])
            assert allowed, f"{entry.kind}: {leg.source} to {leg.target} is not in the chart"
            pairs |= {leg.source, leg.target}
    return pairs


def _floors_check(entries: Sequence[NewEntry], accounts: dict[AccountKey, Account]) -> None:
    """Say it in words before the database refuses it."""
    balances = {pair: account.balance_fen for pair, account in accounts.items()}
    for leg in (leg for entry in entries for leg in entry.legs):
        balances[leg.source] -= leg.amount_fen
        balances[leg.target] += leg.amount_fen
        for pair in (leg.source, leg.target):
            _floor_check(accounts[pair], balances[pair])


def _floor_check(account: Account, balance_fen: int) -> None:
    if account.floor and account.sign * balance_fen < 0:
        text = _("There is not that much in %(account)s (%(key)s).")
        raise Conflict("ledger_floor", text, account=account.code.words, key=account.key)


def _posting(entry: Entry, leg: Leg, accounts: dict[AccountKey, Account]) -> Posting:
    return Posting(
        entry=entry,
        source=accounts[leg.source],
        target=accounts[leg.target],
        amount_fen=leg.amount_fen,
        about=leg.about,
    )


def _row(entry: NewEntry, instant: dt.datetime) -> Entry:
    return Entry(
        key=entry.key,
        kind=entry.kind,
        business_date=entry.business_date,
        about=entry.about,
        actor_id=entry.actor_id,
        note=entry.note[:200],
        source=entry.source,
        reference=entry.reference,
        reverses=entry.reverses,
        occurred_at=entry.occurred_at or instant,
        recorded_at=instant,
    )
