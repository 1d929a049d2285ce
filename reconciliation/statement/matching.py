"""Statement against books, as one pure function (FLW-P.1, SCN-26).

A line of the client's statement and an order of ours meet by order number. Money that arrived is the only basis
(INV-35); a line whose money has not arrived yet is a timing difference that is carried forward (CON-13, AMB-26).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reconciliation.statement.lifecycle import LineOutcome


class Stage(StrEnum):
    """Where our order's money is: arrived is the basis, open has not arrived yet, settled is with the client."""

    ARRIVED = "arrived"
    OPEN = "open"
    REFUSED = "refused"
    SETTLED = "settled"


NEAREST = (Stage.ARRIVED, Stage.OPEN, Stage.REFUSED, Stage.SETTLED)  # what a line means first


@dataclass(frozen=True)
class Ours:
    """An order of ours."""

    order_id: int
    order_no: str
    amount_fen: int
    stage: Stage


WITHOUT_BASIS = {
    Stage.OPEN: LineOutcome.TIMING,
    Stage.REFUSED: LineOutcome.REFUSED_HERE,
    Stage.SETTLED: LineOutcome.SETTLED,
}


@dataclass(frozen=True)
class Theirs:
    """A line of the client's: from this statement, or carried (`line_id`) from an earlier one."""

    order_no: str
    amount_fen: int
    row_no: int = 0
    line_id: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What one line came to; `theirs` is None for an order that only we have."""

    outcome: LineOutcome
    theirs: Theirs | None
    ours: Ours | None

    @property
    def order_no(self) -> str:
        """The number that they name, else ours."""
        side = self.theirs or self.ours
        return side.order_no if side else ""


def match(theirs: Iterable[Theirs], ours: Sequence[Ours]) -> list[Verdict]:
    """A verdict for every line of the statement, every carried line that is ripe, and every arrived order without one.

    Lines that were carried wait silently while their money has still not arrived. When the statement itself repeats
    an order number, the second line is `settled`.
    """
    by_number: dict[str, list[Ours]] = {}
    for order in ours:
        by_number.setdefault(order.order_no, []).append(order)
    verdicts: list[Verdict] = []
    used: set[int] = set()
    for line in sorted(theirs, key=lambda line: (line.line_id is not None, line.row_no, line.line_id or 0)):
        partner = _partner(line, by_number.get(line.order_no, []), used)
        outcome = _outcome(line, partner, by_number)
        if line.line_id is not None and outcome not in (LineOutcome.MATCHED, LineOutcome.AMOUNT_DIFF):
            continue
        if partner is not None:
            used.add(partner.order_id)
        verdicts.append(Verdict(outcome, line, partner))
    left = [order for order in ours if order.stage == Stage.ARRIVED and order.order_id not in used]
    return verdicts + [Verdict(LineOutcome.ONLY_OURS, None, order) for order in left]


def _partner(line: Theirs, orders: Iterable[Ours], used: set[int]) -> Ours | None:
    """The order this line means: of several shipments under one number one with its amount, arrived money first."""
    free = [order for order in orders if order.order_id not in used]
    same = [order for order in free if order.amount_fen == line.amount_fen]
    return min(same or free, key=lambda order: NEAREST.index(order.stage), default=None)


def _outcome(line: Theirs, order: Ours | None, by_number: dict[str, list[Ours]]) -> LineOutcome:
    if order is None:
        return LineOutcome.SETTLED if line.order_no in by_number else LineOutcome.ONLY_CLIENT
    if order.stage == Stage.ARRIVED:
        return LineOutcome.MATCHED if order.amount_fen == line.amount_fen else LineOutcome.AMOUNT_DIFF
    return WITHOUT_BASIS[order.stage]
