"""Statement against books: SCN-26 with its figures, and what must hold for any statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.matching import Ours, Theirs, match


def spread(total_fen, count):
    """`count` amounts that sum to `total_fen`."""
    each = total_fen // count
    return [each] * (count - 1) + [total_fen - each * (count - 1)]


def block(prefix, stage, total_fen, count, first_id):
    """(our orders, their lines) of one class, equal in amount."""
    amounts = spread(total_fen, count)
    ours = [Ours(first_id + n, f"{prefix}{n}", amount, stage) for n, amount in enumerate(amounts)]
    return ours, [Theirs(order.order_no, order.amount_fen) for order in ours]


def scn_26():
    same, same_lines = block("A", "arrived", 452_095_00, 231, 1)
    carried, carried_lines = block("B", "arrived", 329_410_00, 168, 1000)
    differ, _ = block("C", "arrived", 4_897_00, 3, 2000)
    differ_lines = [Theirs(o.order_no, a) for o, a in zip(differ, spread(5_297_00, 3), strict=True)]
    timing, timing_lines = block("D", "open", 344_662_00, 176, 3000)
    refused, refused_lines = block("E", "refused", 4_286_00, 2, 4000)
    only_ours, _ = block("F", "arrived", 1_988_00, 2, 5000)
    statement = [
        Theirs(line.order_no, line.amount_fen, row)
        for row, line in enumerate(same_lines + differ_lines + timing_lines + refused_lines, 2)
    ]
    old = [Theirs(line.order_no, line.amount_fen, 2, line_id=n) for n, line in enumerate(carried_lines, 1)]
    return statement, old, same + carried + differ + timing + refused + only_ours


def test_scn_26_figures():
    """412 lines 806,340.00 against 404 arrivals 788,390.00: 399 matched 781,505.00, 176 carried on, 7 breaks."""
    statement, old, ours = scn_26()
    assert (len(statement), sum(line.amount_fen for line in statement)) == (412, 806_340_00)
    arrived = [order for order in ours if order.stage == "arrived"]
    assert (len(arrived), sum(order.amount_fen for order in arrived)) == (404, 788_390_00)
    verdicts = match(statement + old, ours)
    count = {code: [v for v in verdicts if v.outcome == code] for code in LineOutcome}
    matched = count["matched"]
    assert (len(matched), sum(v.ours.amount_fen for v in matched)) == (399, 781_505_00)
    assert len([v for v in matched if v.theirs.line_id]) == 168
    assert len(count["amount_diff"]) == 3
    assert (len(count["timing"]), sum(v.theirs.amount_fen for v in count["timing"])) == (176, 344_662_00)
    assert (len(count["refused_here"]), sum(v.theirs.amount_fen for v in count["refused_here"])) == (2, 4_286_00)
    assert (len(count["only_ours"]), sum(v.ours.amount_fen for v in count["only_ours"])) == (2, 1_988_00)


def test_a_number_twice_in_the_statement_is_matched_once():
    ours = [Ours(1, "A", 100, "arrived")]
    verdicts = match([Theirs("A", 100, 2), Theirs("A", 100, 3)], ours)
    assert [v.outcome for v in verdicts] == [LineOutcome.MATCHED, LineOutcome.SETTLED]


def test_two_shipments_of_one_order_meet_by_amount():
    ours = [Ours(1, "A", 100, "arrived"), Ours(2, "A", 250, "arrived")]
    verdicts = match([Theirs("A", 250, 2), Theirs("A", 100, 3)], ours)
    assert [(v.outcome, v.ours.order_id) for v in verdicts] == [(LineOutcome.MATCHED, 2), (LineOutcome.MATCHED, 1)]


@pytest.mark.parametrize("stage", ["refused", "settled", "open"])
def test_of_two_shipments_with_one_amount_the_arrived_one_is_meant(stage):
    """The older one was refused, is matched already or has not arrived: its line is the other's money."""
    verdicts = match([Theirs("A", 100, 2)], [Ours(1, "A", 100, stage), Ours(2, "A", 100, "arrived")])
    assert [(v.outcome, v.ours.order_id) for v in verdicts] == [(LineOutcome.MATCHED, 2)]


numbers = st.sampled_from("ABCDEF")
amounts = st.integers(1, 4)
stages = st.sampled_from(["arrived", "open", "refused", "settled"])


@given(
    st.lists(st.tuples(numbers, amounts), max_size=12),
    st.lists(st.tuples(numbers, amounts), max_size=6),
    st.lists(st.tuples(numbers, amounts, stages), max_size=10),
)
def test_nothing_is_lost_and_nothing_matched_twice(statement, carried, orders):
    """Each line of the statement gets one verdict, each order at most one partner, and equal money only is matched."""
    ours = [Ours(n, *order) for n, order in enumerate(orders)]
    theirs = [Theirs(*line, row) for row, line in enumerate(statement, 2)]
    old = [Theirs(*line, 2, line_id=n) for n, line in enumerate(carried, 1)]
    verdicts = match(theirs + old, ours)
    fresh = [v.theirs for v in verdicts if v.theirs and v.theirs.line_id is None]
    assert sorted(fresh, key=lambda t: t.row_no) == theirs
    partners = [v.ours.order_id for v in verdicts if v.ours]
    assert len(partners) == len(set(partners))
    for verdict in verdicts:
        if verdict.outcome == LineOutcome.MATCHED:
            assert verdict.theirs.amount_fen == verdict.ours.amount_fen and verdict.ours.stage == "arrived"
    assert {order.order_id for order in ours if order.stage == "arrived"} <= set(partners)
