"""The one order of locks around money: orders -> ledger (shared) -> accounts by id -> postings."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from django.db import connection

from ledger.chart import AccountKey, AccountKind
from ledger.models import Account

_LEDGER = 0x4C454447

_CHUNK = 500

T = TypeVar("T")


def ledger_shared() -> None:
    """Whoever writes entries; held until the transaction ends. SQLite has one writer anyway."""
    _advise("pg_advisory_xact_lock_shared")


def ledger_alone() -> None:
    """Whoever seals the day waits for all writers and keeps new ones out until the transaction ends."""
    _advise("pg_advisory_xact_lock")


def accounts_locked(pairs: Collection[AccountKey]) -> dict[AccountKey, Account]:
    """{(code, key): Account} of these accounts, opened where they are new, locked in the order of their ids."""
    found = _accounts(pairs)
    fresh = sorted(set(pairs) - set(found))
    if fresh:
        Account.objects.bulk_create(
            [_opened(code, key) for code, key in fresh], ignore_conflicts=True, batch_size=_CHUNK
        )
        found |= _accounts(fresh)
    rows: dict[AccountKey, Account] = {}
    for part in chunks(sorted(account.pk for account in found.values())):
        locked = Account.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk")
        rows |= {(row.code, row.key): row for row in locked}
    return rows


def _accounts(pairs: Collection[AccountKey]) -> dict[AccountKey, Account]:
    by_code: dict[AccountKind, set[str]] = {}
    for code, key in pairs:
        by_code.setdefault(code, set()).add(key)
    rows: dict[AccountKey, Account] = {}
    for code, keys in by_code.items():
        for part in chunks(sorted(keys)):
            rows |= {(row.code, row.key): row for row in Account.objects.filter(code=code, key__in=part)}
    return rows


def _opened(kind: AccountKind, key: str) -> Account:
    return Account(code=kind, key=key, sign=kind.sign, floor=kind.floor)


def _advise(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LEDGER])


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Parts of a list that a statement takes at once."""
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
