"""The one order of locks around money: orders -> ledger (shared) -> accounts by id -> postings.

Orders are locked by id, as `core.moves` does, so that a refusal and a sale meet at the order's row and never wait for
each other in a circle. The sealing of a day takes the ledger alone: whatever is being written is finished first, and
what comes after is dated after it.
"""

from django.db import connection

from cod import chart
from cod.models import Account
from orders.models import Order

_LEDGER = 0x4C454447
_CHUNK = 500


def orders_locked(ids):
    """These orders by id, locked in the order of their ids."""
    ids = sorted(set(ids))
    rows = {}
    for part in _chunks(ids):
        rows |= {row.pk: row for row in Order.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk")}
    return rows


def collected_locked(ids):
    """(id, amount due, payment state) of those orders that have an amount, locked in the order of their ids."""
    rows = Order.objects.select_for_update(no_key=True).filter(pk__among=set(ids), amount_due_fen__gt=0).order_by("pk")
    yield from rows.values_list("pk", "amount_due_fen", "payment_state")


def ledger_shared():
    """Whoever writes entries; held until the transaction ends. SQLite has one writer anyway."""
    _advise("pg_advisory_xact_lock_shared")


def ledger_alone():
    """Whoever seals the day waits for all writers and keeps new ones out until the transaction ends."""
    _advise("pg_advisory_xact_lock")


def accounts_locked(pairs):
    """{(code, key): Account} of these accounts, opened where they are new, locked in the order of their ids."""
    found = _accounts(pairs)
    fresh = sorted(set(pairs) - set(found))
    if fresh:
        Account.objects.bulk_create(
            [_opened(code, key) for code, key in fresh], ignore_conflicts=True, batch_size=_CHUNK
        )
        found |= _accounts(fresh)
    rows = {}
    for part in _chunks(sorted(account.pk for account in found.values())):
        locked = Account.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk")
        rows |= {(row.code, row.key): row for row in locked}
    return rows


def _accounts(pairs):
    by_code = {}
    for code, key in pairs:
        by_code.setdefault(code, set()).add(key)
    rows = {}
    for code, keys in by_code.items():
        for part in _chunks(sorted(keys)):
            rows |= {(row.code, row.key): row for row in Account.objects.filter(code=code, key__in=part)}
    return rows


def _opened(code, key):
    kind = chart.ACCOUNTS[code]
    return Account(code=code, key=key, sign=kind.sign, floor=kind.floor)


def _advise(function):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LEDGER])


def _chunks(values):
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
