"""The ledger under SQL, and under any order of events against a plain oracle (the money page: always true)."""

from collections import Counter

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cod.dues import chart
from cod.dues.legs import custody, opens
from cod.money.proof import ledger_verify
from core import clock
from core.errors import Conflict
from ledger import triggers
from ledger.chart import Movement
from ledger.models import Account, Entry, Posting
from ledger.services import entries as ledger
from ledger.services.entries import NewEntry, entries_post, entry_reverse
from tests.cod.money import standing


def entry_post(**values):
    return entries_post(entries=[NewEntry(**values)])[0]


def open_one(world, fen=1000):
    order = world.order_make(amount_fen=fen)
    return order, Account.objects.get(code=chart.DUE, key=f"order:{order.pk}")


TAMPERINGS = [
    "UPDATE ledger_account SET balance_fen = balance_fen + 1",
    "UPDATE ledger_account SET balance_fen = balance_fen + 1000, last_posting_id = last_posting_id",
    "UPDATE ledger_account SET balance_fen = 0, last_posting_id = last_posting_id + 1",
    "UPDATE ledger_account SET floor = 1 - floor"
    if connection.vendor == "sqlite"
    else "UPDATE ledger_account SET floor = NOT floor",
    "UPDATE ledger_account SET key = 'mine'",
    "DELETE FROM ledger_account",
    "UPDATE ledger_posting SET amount_fen = 1",
    "DELETE FROM ledger_posting",
    "UPDATE ledger_entry SET business_date = '2020-01-01'",
    "DELETE FROM ledger_entry",
    "DELETE FROM cod_sale",
    "INSERT INTO ledger_account (code, key, sign, floor, balance_fen, last_posting_id) VALUES ('BANK', 'x', 1, {true}, 5, 0)",  # noqa: E501
]


@pytest.mark.parametrize("sql", TAMPERINGS)
def test_the_ledger_refuses_sql(money, world, sql):
    """Nothing is updated or deleted, and a balance moves by a posting only; on the engine at hand."""
    order = world.order_make(amount_fen=1000)
    money.out(world.drivers[0], [order])
    money.sale(order)
    assert triggers.missing() == []
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.replace("{true}", "1" if connection.vendor == "sqlite" else "true"))
    assert ledger_verify() == []


def test_even_a_raw_posting_moves_both_balances_and_stops_at_the_floor(world):
    order, due = open_one(world)
    unc, entry = Account.objects.get(code="PAY_UNC"), Entry.objects.get()
    sql = "INSERT INTO ledger_posting (entry_id, source_id, target_id, amount_fen, about) VALUES (%s, %s, %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [entry.pk, due.pk, unc.pk, 400, due.key])
    assert (standing("DUE"), standing("PAY_UNC")) == (600, 600)
    for fen in (601, 0, -5):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [entry.pk, due.pk, unc.pk, fen, due.key])


def test_a_posting_is_not_counted_twice(world):
    """Replaying a posting's effect by SQL is refused: each must be newer than the last."""
    _order, due = open_one(world)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_account SET balance_fen = balance_fen + 1000 WHERE id = %s", [due.pk])


def test_legs_outside_the_chart_are_a_bug_and_below_the_floor_a_refusal(world, day):
    order, due = open_one(world)
    leg = custody((chart.DUE, due.key), (chart.BANK, "main"), 10, order.pk)
    with pytest.raises(AssertionError):
        entry_post(kind=chart.OPENED, key="k", legs=[leg], business_date=day)
    too_much = custody((chart.DUE, due.key), (chart.DRV_CASH, "driver:1"), 1001, order.pk)
    with pytest.raises(Conflict):
        entry_post(kind=chart.CASH_TAKEN, key="k", legs=[too_much], business_date=day)


def test_a_correction_reverses_once(world, day):
    """The original reversed, then a new entry; never an edit."""
    order, _due = open_one(world)
    entry = Entry.objects.get()
    entry_reverse(entry=entry, actor=world.cashier, note="typed wrongly")
    assert standing("DUE") == 0
    with pytest.raises(Conflict):
        entry_reverse(entry=entry, actor=world.cashier, note="again")
    entry_post(
        kind=chart.OPENED, key="open:again", legs=[opens(order.pk, 1000)], business_date=day, about=f"order:{order.pk}"
    )
    assert standing("DUE") == standing("PAY_UNC") == 1000


STEPS = tuple(one for one in vars(chart).values() if isinstance(one, Movement))
RAN = Counter()


class Oracle:
    """The money page in twenty lines: where each order's money is and what is owed, by plain dictionaries."""

    def __init__(self):
        self.balances = Counter()

    def try_legs(self, kind, legs):
        """Carry out the legs, or say False and change nothing when one would break a floor."""
        after = self.balances.copy()
        for leg in legs:
            after[leg.source] -= leg.amount_fen
            after[leg.target] += leg.amount_fen
            for pair in (leg.source, leg.target):
                account, _key = pair
                if account.floor and account.sign * after[pair] < 0:
                    return False
        self.balances = after
        return True


def machine(order_ids, day):  # noqa: C901
    """A state machine over these orders: any movement of the chart, at any time, by any amount."""

    class LedgerMachine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.point = transaction.savepoint()
            self.oracle, self.number = Oracle(), 0
            for row in Account.objects.exclude(balance_fen=0):
                self.oracle.balances[row.code, row.key] = row.balance_fen

        @rule(kinds=st.permutations(STEPS), order=st.sampled_from(order_ids), fen=st.integers(1, 3), data=st.data())
        def some_moves(self, kinds, order, fen, data):
            for kind in kinds[:4]:
                self.move(kind, order, fen, data)

        def move(self, kind, order, fen, data):
            pairs = sorted(kind.pairs)
            chosen = data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=3, unique=True))
            legs = [
                ledger.Leg((a, self.key(a, order)), (b, self.key(b, order)), fen, f"order:{order}") for a, b in chosen
            ]
            self.number += 1
            possible = self.oracle.try_legs(kind, legs)
            RAN[kind, possible] += 1
            try:
                with transaction.atomic():
                    entry_post(kind=kind, key=f"m:{self.number}", legs=legs, business_date=day, about=f"order:{order}")
                assert possible, f"{kind}: the ledger took what the oracle refuses"
            except Conflict:
                assert not possible, f"{kind}: the ledger refused what the oracle takes"

        @rule()
        def reverse(self):
            entry = Entry.objects.filter(key__startswith="m:", reverses=None, reversed_by=None).order_by("-pk").first()
            if entry is None:
                return
            legs = [
                ledger.Leg((p.target.code, p.target.key), (p.source.code, p.source.key), p.amount_fen)
                for p in entry.postings.select_related("source", "target").order_by("-pk")
            ]
            possible = self.oracle.try_legs("reversal", legs)
            RAN["reversal", possible] += 1
            try:
                with transaction.atomic():
                    entry_reverse(entry=entry, actor=_Nobody(), note="", business_date=day)
                assert possible
            except Conflict:
                assert not possible

        @invariant()
        def the_same(self):
            stored = {(row.code, row.key): row.balance_fen for row in Account.objects.exclude(balance_fen=0)}
            assert stored == {pair: fen for pair, fen in self.oracle.balances.items() if fen}
            assert sum(stored.values()) == 0

        def key(self, code, order):
            return f"order:{order}" if code.per == "order" else "one"

        def teardown(self):
            transaction.savepoint_rollback(self.point)

    return LedgerMachine


class _Nobody:
    pk = None


def test_the_ledger_agrees_with_the_oracle_whatever_happens(world, day):
    """Every movement, allowed and forbidden, in any order; and each kind really ran (it once did not)."""
    orders = [world.order_make(amount_fen=fen).pk for fen in (5, 9)]
    RAN.clear()
    with clock.pinned():
        run_state_machine_as_test(
            machine(orders, day),
            settings=settings(
                max_examples=8,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                derandomize=True,
            ),
        )
    kinds = {kind: sum(count for (name, _ok), count in RAN.items() if name == kind) for kind in (*STEPS, "reversal")}
    assert min(kinds.values()) >= 5, kinds
    assert sum(count for (_name, possible), count in RAN.items() if not possible) >= 50
    assert Posting.objects.count() == 2
    assert ledger_verify() == []
