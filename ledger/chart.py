"""The engine of the chart: what an account and a movement are, and the catalogues of them.

Every posting is a transfer of whole fen from one account to another, so every entry sums to zero by construction.
Assets are positive, what is owed is negative. The accounts and movements themselves are declared by the rooms that
have money, each in its `chart.py`. A code that no room declares is refused.
"""

from typing import TypeAlias

from core.codes import Catalogue, Code
from core.lifecycle import N_

ASSET, OWED = 1, -1


class AccountKind(Code):
    """`per`: what one account belongs to. `floor`: sign x balance never falls below zero (held by the database).

    `memo`: never in totals of custody.
    """

    def __init__(self, code: str, per: str, sign: int, floor: bool, label: str, *, memo: bool = False) -> None:
        super().__init__(code, label)
        self.per, self.sign, self.floor, self.memo = per, sign, floor, memo


Pair: TypeAlias = tuple[AccountKind, AccountKind]  # (source, target)
AccountKey: TypeAlias = tuple[AccountKind, str]  # (which account, what it belongs to)


class Movement(Code):
    """A kind of entry and the pairs of accounts that it may hold."""

    def __init__(self, code: str, label: str, *pairs: Pair) -> None:
        super().__init__(code, label)
        self.pairs = frozenset(pairs)


account_kinds: Catalogue[AccountKind] = Catalogue(AccountKind, "chart")
movements: Catalogue[Movement] = Catalogue(Movement, "chart")

REVERSAL = Movement("reversal", N_("Reversal"))  # the mirror of an entry, so its pairs are the mirror of that entry's


def custody(source: AccountKind, target: AccountKind) -> Pair:
    """Money goes from one place to another."""
    return source, target


def owed(stage: AccountKind, next_stage: AccountKind) -> Pair:
    """What is owed goes from one stage to the next: as a transfer of negative balances, the other way round."""
    return next_stage, stage


def pair_allowed(kind: Movement, source: AccountKind, target: AccountKind) -> bool:
    """Whether an entry of this kind may hold a transfer between these accounts."""
    if kind == REVERSAL:
        return any((target, source) in known.pairs for known in movements)
    return (source, target) in kind.pairs
