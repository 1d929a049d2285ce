"""The bank's file and the way of the money to the client (SCN-25, FLW-O.3, INV-35, INV-39, INV-41)."""

import datetime as dt
import io

import pytest

from cod.bank.exports import ARRIVAL_COLUMNS, arrival_result
from cod.bank.imports import BankFileProblem
from cod.bank.models import BankFile, BankLine, MissingArrival, SuspenseCase
from cod.bank.services import bank_arrival
from cod.dues.services import stages
from cod.money.proof import ledger_verify
from cod.pos.models import Collection
from core import clock
from core.errors import Conflict
from core.workbooks import WorkbookProblem, WorksheetData, read_table, write_table
from tests.cod.money import standing


def workbook(rows):
    out = io.BytesIO()
    write_table(out, worksheets=[WorksheetData("到账明细", ARRIVAL_COLUMNS[:6], rows)])
    return out.getvalue()


def bank_row(collection, booked_on, amount=None, fee=0):
    sale = collection.sale
    traded = clock.local(sale.occurred_at).date()
    return [booked_on, traded, sale.terminal.serial, sale.reference, sale.amount_fen if amount is None else amount, fee]


def take(world, rows, date, name="bank.xlsx"):
    return bank_arrival(content=workbook(rows), filename=name, business_date=date, actor=world.hq_finance)


@pytest.fixture
def paid(money, world):
    """Three collected orders of 1,000, 2,000 and 3,000 yuan."""
    orders = [world.order_make(amount_fen=fen) for fen in (100_000, 200_000, 300_000)]
    money.out(world.drivers[0], orders)
    for order in orders:
        money.sale(order)
    money.next = money.day + dt.timedelta(days=1)
    money.at("10:00", days=1)
    return orders


def test_scn25_a_weekend_arrives_on_monday_but_for_one(money, world):
    """INV-35: Friday to Sunday in Monday's file; the missing order stays paid and is raised, once."""
    friday = money.day + dt.timedelta(days=(4 - money.day.weekday()) % 7)
    counts = {0: 61, 1: 58, 2: 57}
    total = 0
    for offset, count in counts.items():
        date = friday + dt.timedelta(days=offset)
        clock.move_to(clock.at(date, "08:00"))
        orders = [world.order_make(amount_fen=195_000 + n) for n in range(count)]
        run = money.out(world.drivers[offset], orders, f"P0{offset + 1}", date)
        clock.move_to(clock.at(date, "12:00"))
        for order in orders:
            money.sale(order, f"P0{offset + 1}")
            total += order.amount_due_fen
        assert run.bindings.count() == count
    monday = friday + dt.timedelta(days=3)
    clock.move_to(clock.at(monday, "10:00"))
    collections = list(Collection.objects.order_by("pk"))
    report = take(world, [bank_row(row, monday) for row in collections[:-1]], monday)
    absent = collections[-1].order
    absent.refresh_from_db()
    assert (report.counts["matched"], report.missing, absent.payment_state) == (175, 1, "paid")
    assert MissingArrival.objects.get().exception.order == absent
    arrived = BankLine.objects.filter(order__payment_state="arrived")
    assert set(arrived.values_list("booked_on", flat=True)) == {monday} and arrived.count() == 175
    assert standing("BANK") == standing("PAY_ARR") == total - absent.amount_due_fen
    assert ledger_verify() == []


def test_the_same_file_twice_changes_nothing(money, world, paid):
    rows = [bank_row(row, money.next, fee=100) for row in Collection.objects.all()]
    first, second = take(world, rows, money.next), take(world, rows, money.next, "again.xlsx")
    assert (first.counts["matched"], second.already, second.counts["matched"]) == (3, 3, 0)
    assert (standing("BANK"), standing("FEE"), standing("PAY_ARR")) == (599_700, 300, 600_000)
    assert BankFile.objects.count() == 1
    rows[0][4] = 1
    rows[0][5] = 0
    with pytest.raises(Conflict):
        take(world, rows, money.next)
    assert ledger_verify() == []


def test_short_over_and_unknown_lines_stand_in_suspense(money, world, paid):
    """The client is owed in full; what differs is a case each."""
    one, two, _three = Collection.objects.order_by("pk")
    rows = [bank_row(one, money.next, 90_000, 100), bank_row(two, money.next, 205_000, 200)]
    rows.append([money.next, money.day, "P09", "777", 5_000, 10])
    report = take(world, rows, money.next)
    assert (report.counts["short"], report.counts["over"], report.counts["unknown"], report.missing) == (1, 1, 1, 1)
    assert standing("PAY_ARR") == 300_000
    assert {case.reason: standing("SUSP", f"case:{case.pk}") for case in SuspenseCase.objects.all()} == {
        "bank_short": 10_000,
        "bank_over": -5_000,
        "bank_unknown": -5_000,
    }
    assert standing("BANK") == 90_000 - 100 + 205_000 - 200 + 5_000 - 10
    assert ledger_verify() == []


def test_bad_cells_are_named_and_nothing_is_taken(money, world, paid):
    good = bank_row(Collection.objects.first(), money.next)
    bad = [money.next + dt.timedelta(days=30), money.day, "P01", "x", 100, 200]
    with pytest.raises(BankFileProblem) as refused:
        take(world, [good, bad], money.next)
    assert [(p["row"], p["column"]) for p in refused.value.problems] == [(3, "A")]
    assert BankLine.objects.count() == 0
    for content in (b"", b"not a workbook", workbook([])):
        with pytest.raises(WorkbookProblem):
            bank_arrival(content=content, filename="x.xlsx", business_date=money.next, actor=world.hq_finance)


def test_the_result_names_our_orders(money, world, paid):
    take(world, [bank_row(row, money.next) for row in Collection.objects.all()], money.next)
    table = read_table(arrival_result(BankLine.objects.order_by("row")), filename="result.xlsx")
    assert [row.cells[6] for row in table.rows] == [order.order_no for order in paid]
    assert {row.cells[7] for row in table.rows} == {"相符"}


def test_only_arrived_money_goes_on_and_once(money, world, paid):
    """INV-39, INV-41: arrived, matched, requested, approved, remitted; a withdrawn request may be made again."""
    do = {"orders": paid, "actor": world.cs_manager, "business_date": money.next}
    with pytest.raises(Conflict):
        stages.match(**do)
    take(world, [bank_row(row, money.next, fee=100) for row in Collection.objects.all()], money.next)
    with pytest.raises(Conflict):
        stages.request_payment(**do)
    for step in (stages.match, stages.request_payment, stages.withdraw, stages.request_payment, stages.approve):
        assert step(**do) == 600_000
    with pytest.raises(Conflict) as short:
        stages.remit(bank_ref="B1", **do)
    assert short.value.code == "bank_short"
    stages.own_funds_put(amount_fen=300, business_date=money.next, actor=world.hq_finance, note="card fees")
    assert stages.remit(bank_ref="B1", **do) == 600_000
    with pytest.raises(Conflict):
        stages.remit(bank_ref="B2", **do)
    assert (standing("BANK"), standing("REMIT_TRANSIT"), standing("PAY_APP")) == (0, 0, 0)
    paid[0].refresh_from_db()
    assert paid[0].payment_state == "remitted"
    assert ledger_verify() == []
