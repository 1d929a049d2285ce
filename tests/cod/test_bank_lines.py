"""Each line of the bank's file to the fen: where its money goes, what is kept of it, and who hears of what differs."""

import datetime as dt

import pytest

from cod.bank.models import BankFile, BankLine, MissingArrival, SuspenseCase
from cod.pos.models import Collection
from core import clock
from core.errors import Refusal
from ledger.models import Entry, Posting
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from tests.cod.test_bank import bank_row, take
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def sold(money, world, out):
    """The collections of 1,000 and 2,000 yuan, taken by P01; it is 10:00 of the next day."""
    _run, (one, two, _free) = out
    money.notice(one)
    money.notice(two, amount_fen=200_000, reference="900002")
    money.next = money.day + dt.timedelta(days=1)
    money.at("10:00", days=1)
    return list(Collection.objects.order_by("pk"))


def moved(kind="arrival"):
    """(from, to, fen, about) of each posting of a kind; what is owed goes from its new stage to its old one."""
    rows = Posting.objects.filter(entry__kind=kind).order_by("pk")
    return list(rows.values_list("source__code", "target__code", "amount_fen", "about"))


def test_a_line_that_agrees_is_kept_and_booked_net_and_fee(money, world, sold):
    since = Since()
    report = take(world, [bank_row(row, money.next, fee=50) for row in sold], money.next)
    abouts = [f"order:{row.order_id}" for row in sold]
    assert moved() == [
        ("POS_CLR", "BANK", 99_950, abouts[0]),
        ("POS_CLR", "FEE", 50, abouts[0]),
        ("PAY_ARR", "PAY_COL", 100_000, abouts[0]),
        ("POS_CLR", "BANK", 199_950, abouts[1]),
        ("POS_CLR", "FEE", 50, abouts[1]),
        ("PAY_ARR", "PAY_COL", 200_000, abouts[1]),
    ]
    kept = BankFile.objects.get()
    assert (kept.business_date, kept.lines_read, kept.imported_by, kept.imported_at, kept.file.name) == (
        money.next,
        2,
        world.hq_finance,
        clock.now(),
        "bank.xlsx",
    )
    names = ("row", "booked_on", "traded_on", "terminal_no", "reference", "amount_fen", "fee_fen", "result", "order")
    assert list(BankLine.objects.values_list(*names)) == [
        (2, money.next, money.day, "P01", "900001", 100_000, 50, "matched", sold[0].order_id),
        (3, money.next, money.day, "P01", "900002", 200_000, 50, "matched", sold[1].order_id),
    ]
    assert [line.sale for line in BankLine.objects.all()] == [row.sale for row in sold]
    entry = Entry.objects.filter(kind="arrival").earliest("pk")
    assert (entry.key, entry.about, entry.actor_id, entry.note, entry.source, entry.reference, entry.business_date) == (
        "arrival:P01/900001",
        abouts[0],
        world.hq_finance.pk,
        "matched",
        "bank",
        "P01/900001",
        money.next,
    )
    said = {
        "id": kept.pk,
        "lines": 2,
        "matched": 2,
        "short": 0,
        "over": 0,
        "unknown": 0,
        "suspense": 0,
        "already": 0,
        "missing": 0,
        "amount_fen": 300_000,
        "fee_fen": 100,
    }
    assert report.as_json() == said
    assert ("bank.import", world.hq_finance.staff_no, f"cod.bankfile:{kept.pk}", said) in since.history()
    paid = [row for row in since.history() if row[0] == "order.payment"]
    assert paid == [
        ("order.payment", world.hq_finance.staff_no, about, {"payment_state": "arrived"}) for about in abouts
    ]
    assert since.told() == {}


def test_the_bank_sent_less_more_or_nothing(money, world, sold):
    """Short by 100.00 and over by 50.00, with fees: the order is arrived in full, the rest stands in a case each."""
    take(world, [bank_row(sold[0], money.next, 90_000, 100), bank_row(sold[1], money.next, 205_000, 200)], money.next)
    one, two = (f"order:{row.order_id}" for row in sold)
    assert moved() == [
        ("POS_CLR", "BANK", 89_900, one),
        ("POS_CLR", "FEE", 100, one),
        ("POS_CLR", "SUSP", 10_000, one),
        ("PAY_ARR", "PAY_COL", 100_000, one),
        ("POS_CLR", "BANK", 199_800, two),
        ("POS_CLR", "FEE", 200, two),
        ("SUSP", "BANK", 5_000, two),
        ("PAY_ARR", "PAY_COL", 200_000, two),
    ]
    names = ("reason", "amount_fen", "order", "bank_line__result")
    assert list(SuspenseCase.objects.order_by("pk").values_list(*names)) == [
        ("bank_short", 10_000, sold[0].order_id, "short"),
        ("bank_over", 5_000, sold[1].order_id, "over"),
    ]


def test_one_fen_is_a_difference(money, world, sold):
    take(world, [bank_row(sold[0], money.next, 99_999), bank_row(sold[1], money.next, 200_001)], money.next)
    assert list(SuspenseCase.objects.order_by("pk").values_list("reason", "amount_fen")) == [
        ("bank_short", 1),
        ("bank_over", 1),
    ]


def test_a_fee_above_the_sale_takes_nothing_from_the_bank(money, world, sold):
    """Over by 500.00 with a fee of 1,200.00 on a sale of 1,000.00: the sale covers the fee as far as it goes."""
    take(world, [bank_row(sold[0], money.next, 150_000, 120_000), bank_row(sold[1], money.next)], money.next)
    about = f"order:{sold[0].order_id}"
    assert moved()[:3] == [
        ("POS_CLR", "FEE", 100_000, about),
        ("SUSP", "BANK", 50_000, about),
        ("PAY_ARR", "PAY_COL", 100_000, about),
    ]


def test_a_line_of_a_sale_in_suspense_settles_its_batch_alone(money, world, out):
    """The sale belongs to no order: the bank's money comes, nothing is owed to a client for it."""
    money.notice(out[1][0], order_no="X1")
    money.at("10:00", 1)
    day = money.day + dt.timedelta(days=1)
    since = Since()
    report = take(world, [[day, money.day, "P01", "900001", 100_000, 30]], day)
    assert moved() == [("POS_CLR", "BANK", 99_970, ""), ("POS_CLR", "FEE", 30, "")]
    line = BankLine.objects.get()
    assert (report.counts["suspense"], line.result, line.order, line.suspense) == (1, "suspense", None, None)
    entry = Entry.objects.get(kind="arrival")
    assert (entry.about, entry.note) == ("", "suspense")
    about = f"bank:{BankFile.objects.get().pk}"
    assert since.told() == {("bank_suspense", about): (["cs_manager", "hq_finance"], {"count": 1})}


def test_a_line_that_nobody_knows_is_money_in_suspense(money, world, sold):
    rows = [bank_row(row, money.next) for row in sold] + [[money.next, money.day, "P09", "777", 5_000, 10]]
    since = Since()
    take(world, rows, money.next)
    assert moved()[-2:] == [("SUSP", "BANK", 4_990, ""), ("SUSP", "FEE", 10, "")]
    case = SuspenseCase.objects.get()
    line = BankLine.objects.get(reference="777")
    assert (line.result, line.sale, line.order, line.suspense) == ("unknown", None, None, case)
    assert (case.reason, case.amount_fen, case.order) == ("bank_unknown", 5_000, None)
    told = since.told()
    assert told["bank_suspense", f"bank:{BankFile.objects.get().pk}"] == (["cs_manager", "hq_finance"], {"count": 1})
    assert not any(kind == "bank_missing" for kind, _about in told)


def test_the_terminal_and_the_reference_together_name_a_sale(money, world, sold):
    """The same reference from another terminal is not our sale."""
    take(world, [[money.next, money.day, "P09", "900001", 100_000, 0]], money.next)
    assert list(BankLine.objects.values_list("result", "sale")) == [("unknown", None)]
    assert MissingArrival.objects.count() == 2


def test_a_collection_that_the_file_lacks_is_raised_once_with_its_figures(money, world, sold):
    """SCN-25: those of the file's last day too, none of the day after, and told to manager and finance."""
    late = world.order_make(amount_fen=700)
    money.out(world.drivers[1], [late], "P02", money.next)
    money.sale(late, "P02")
    world.cs_manager.is_active = False
    world.cs_manager.save()
    since = Since()
    report = take(world, [bank_row(sold[0], money.next)], money.next)
    gone = MissingArrival.objects.get()
    assert (report.missing, gone.collection, gone.bank_file) == (1, sold[1], BankFile.objects.get())
    case = ExceptionCase.objects.get()
    assert gone.exception == case
    assert (case.order, case.description, case.cause, case.opened_by) == (
        sold[1].order,
        "P01 900002",
        "not_in_file",
        world.hq_finance,
    )
    about = f"bank:{gone.bank_file_id}"
    assert since.told()["bank_missing", about] == (["hq_finance"], {"count": 1})
    take(world, [[money.next, money.day, "P09", "778", 100, 0]], money.next)
    assert MissingArrival.objects.count() == 1
    assert Order.objects.get(pk=sold[1].order_id).payment_state == "paid"


@pytest.mark.parametrize(("column", "value"), [(4, 100_001), (5, 51), (0, None)])
def test_a_known_line_with_another_figure_is_refused_by_row_and_reference(money, world, sold, column, value):
    rows = [bank_row(row, money.next, fee=50) for row in sold]
    take(world, rows, money.next)
    again = take(world, rows[:1], money.next, "again.xlsx")
    assert (again.already, again.lines, again.missing, again.bank_file) == (1, 1, 0, BankFile.objects.get())
    rows[1][column] = value or money.day
    with pytest.raises(Refusal) as no:
        take(world, rows, money.next)
    words = "Row 3: reference 900002 came before with other figures; nothing was imported."
    assert (no.value.code, str(no.value)) == ("bank_line_differs", words)


def test_a_file_again_is_found_by_terminal_and_reference(money, world, sold):
    """Two terminals may have one reference: only its own sale arrives, and the file is the one with that line."""
    row, more = (bank_row(row, money.next) for row in sold)
    stranger = take(world, [[*row[:2], "P99", *row[3:]]], money.next, "stranger.xlsx")
    assert (stranger.counts["unknown"], Order.objects.get(pk=sold[0].order_id).payment_state) == (1, "paid")
    own = take(world, [row, more], money.next, "own.xlsx")
    again = take(world, [row], money.next, "again.xlsx")
    assert (own.counts["matched"], again.bank_file) == (2, own.bank_file)


def test_the_rest_of_a_file_comes_later(money, world, sold):
    """The second file repeats a line and brings the missing one: it books that alone."""
    rows = [bank_row(row, money.next) for row in sold]
    take(world, rows[:1], money.next)
    report = take(world, rows, money.next, "rest.xlsx")
    assert (report.already, report.counts["matched"], report.amount_fen, report.missing) == (1, 1, 200_000, 0)
    assert BankFile.objects.count() == 2
    assert Order.objects.get(pk=sold[1].order_id).payment_state == "arrived"
