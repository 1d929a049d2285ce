"""Proof that the ledger holds in itself: what must always be true, asked of the database."""

from django.db.models import Sum

from ledger import triggers
from ledger.models import Account, Posting
from ledger.services.seals import seals_broken


def ledger_faults() -> list[str]:
    """Everything that does not hold, as lines of text; an empty list is right."""
    findings = [f"trigger {name} is missing" for name in triggers.missing()]
    findings += _balances()
    return findings + [f"seal of {date} is broken" for date in seals_broken()]


def ledger_sum() -> int:
    """The sum of all balances in fen: nothing, or money came from nowhere."""
    return Account.objects.aggregate(sum=Sum("balance_fen"))["sum"] or 0


def _balances() -> list[str]:
    """Every stored balance equals the sum of its postings, and none is below its floor."""
    out = _sums("source")
    into = _sums("target")
    findings = []
    for account in Account.objects.all():
        counted = into.get(account.pk, 0) - out.get(account.pk, 0)
        if counted != account.balance_fen:
            findings.append(f"{account}: balance {account.balance_fen}, postings {counted}")
        if account.floor and account.sign * account.balance_fen < 0:
            findings.append(f"{account}: below zero")
    total = ledger_sum()
    return findings + ([f"the ledger sums to {total}"] if total else [])


def _sums(side: str) -> dict[int, int]:
    return dict(Posting.objects.values_list(side).annotate(fen=Sum("amount_fen")).order_by())
