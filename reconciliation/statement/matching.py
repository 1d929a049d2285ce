"""Statement against books, as one pure function (FLW-P.1, SCN-26).

A line of the client's statement and an order of ours meet by order number. Money that arrived is the only basis
(INV-35); a line whose money has not arrived yet is a timing difference that is carried forward (CON-13, AMB-26).
"""

from dataclasses import dataclass

from reconciliation.statement.lifecycle import LineOutcome


@dataclass(frozen=True)
class Ours:
    """An order of ours: `stage` is arrived (the basis), open (not arrived yet), refused, or settled."""

    order_id: int
    order_no: str
    amount_fen: int
    stage: str


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

    outcome: str
    theirs: Theirs | None
    ours: Ours | None


def match(theirs, ours):
    """A verdict for every line of the statement, every carried line that is ripe, and every arrived order without one.

    Lines that were carried wait silently while their money has still not arrived. When the statement itself repeats
    an order number, the second line is `settled`.
    """
    by_number = {}
    for order in ours:
        by_number.setdefault(order.order_no, []).append(order)
    verdicts, used = [], set()
    for line in sorted(theirs, key=lambda line: (line.line_id is not None, line.row_no, line.line_id or 0)):
        order = _partner(line, by_number.get(line.order_no, []), used)
        outcome = _outcome(line, order, by_number)
        if line.line_id is not None and outcome not in (LineOutcome.MATCHED, LineOutcome.AMOUNT_DIFF):
            continue
        if order is not None:
            used.add(order.order_id)
        verdicts.append(Verdict(outcome, line, order))
    left = [order for order in ours if order.stage == "arrived" and order.order_id not in used]
    return verdicts + [Verdict(LineOutcome.ONLY_OURS, None, order) for order in left]


def _partner(line, orders, used):
    """The order this line means: of several shipments under one number, first the one with its amount."""
    free = [order for order in orders if order.order_id not in used]
    same = [order for order in free if order.amount_fen == line.amount_fen]
    return next(iter(same or free), None)


def _outcome(line, order, by_number):
    if order is None:
        return LineOutcome.SETTLED if line.order_no in by_number else LineOutcome.ONLY_CLIENT
    if order.stage == "arrived":
        return LineOutcome.MATCHED if order.amount_fen == line.amount_fen else LineOutcome.AMOUNT_DIFF
    return {"open": LineOutcome.TIMING, "refused": LineOutcome.REFUSED_HERE, "settled": LineOutcome.SETTLED}[
        order.stage
    ]
