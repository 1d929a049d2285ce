"""The engine of the chart: what an account and a movement are, and the one list of them.

Every posting is a transfer of whole fen from one account to another, so every entry sums to zero by construction.
Assets are positive, what is owed is negative. The accounts and movements themselves are declared by the rooms that
have money, each in its `chart.py`; this list collects them once. A code that no room declares is refused.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from core.lifecycle import N_
from core.rooms import modules

ASSET, OWED = 1, -1
REVERSAL = "reversal"  # the mirror of an entry, so its pairs are the mirror of that entry's

Pair = tuple[str, str]  # (source, target), account codes
AccountKey = tuple[str, str]  # (account code, what it belongs to)


@dataclass(frozen=True)
class AccountKind:
    """`per`: what one account belongs to. `floor`: sign x balance never falls below zero (held by the database)."""

    code: str
    per: str
    sign: int
    floor: bool
    title: str
    memo: bool = False  # never in totals of custody


@dataclass(frozen=True)
class Movement:
    """A kind of entry and the (source, target) pairs of account codes that it may hold."""

    kind: str
    title: str
    pairs: frozenset[Pair]


def movement(kind: str, title: str, *pairs: Pair) -> Movement:
    """A movement by its pairs."""
    return Movement(kind, title, frozenset(pairs))


def custody(source: str, target: str) -> Pair:
    """Money goes from one place to another."""
    return source, target


def owed(stage: str, next_stage: str) -> Pair:
    """What is owed goes from one stage to the next: as a transfer of negative balances, the other way round."""
    return next_stage, stage


@cache
def accounts() -> dict[str, AccountKind]:
    """Every account kind by its code, in the order of the rooms' charts."""
    return _collected("ACCOUNTS", "code")


@cache
def movements() -> dict[str, Movement]:
    """Every movement by its kind."""
    return _collected("MOVEMENTS", "kind")


def pair_allowed(kind: str, source: str, target: str) -> bool:
    """Whether an entry of this kind may hold a transfer between these account codes."""
    if kind == REVERSAL:
        return any((target, source) in known.pairs for known in movements().values())
    return (source, target) in movements()[kind].pairs


def title_of(kind: str) -> str:
    """The msgid of an entry's kind."""
    return movements()[kind].title if kind in movements() else N_("Reversal")


def _collected(table: str, key: str) -> dict[str, Any]:
    rows = [row for chart in modules("chart") for row in getattr(chart, table, ())]
    found = {getattr(row, key): row for row in rows}
    assert len(found) == len(rows), f"a chart names one of {table} twice"
    return found
