"""From the statement to the remittance: SCN-26 and SCN-27 on the real ledger."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cod.bank.lifecycle import LineResult
from cod.bank.models import BankFile, BankLine
from cod.dues import chart
from cod.dues.legs import custody, owed
from cod.pos.payways import CARD
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from core.files import file_store
from core.workbooks import Column, WorksheetData, write_table
from ledger.models import Account
from ledger.services.entries import NewEntry, entries_post
from orders.register.lifecycle import PaymentState
from orders.register.services.status import payment_state_set, payment_taken
from reconciliation.payment import selectors
from reconciliation.payment import services as payments
from reconciliation.payment.kinds import PAYMENT
from reconciliation.payment.models import PaymentRequest
from reconciliation.payment.selectors import due_on
from reconciliation.statement.models import StatementLine
from reconciliation.statement.selectors import statement_figures
from reconciliation.statement.services import statement_match
from sheets.services.papers import sheet_issue

WEEK = dt.date(2026, 11, 2)
TUESDAY = dt.date(2026, 11, 10)


def arrived(world, amounts, booked_on=dt.date(2026, 11, 3)):
    """Orders whose money the bank confirmed on `booked_on`."""
    stored = file_store(content=b"bank", name="bank.xlsx", content_type="x", kind="bank")
    bank_file = BankFile.objects.create(file=stored, business_date=booked_on, imported_at=clock.now(), lines_read=1)
    orders = [world.order_make(amount_fen=amount) for amount in amounts]
    for order in orders:
        pos, bank = (chart.POS_CLR, f"P01:{order.pk}"), (chart.BANK, chart.MAIN)
        due, amount = (chart.DUE, f"order:{order.pk}"), order.amount_due_fen
        sale = [custody(due, pos, amount, order.pk), owed(chart.PAY_UNC, chart.PAY_COL, order.pk, amount)]
        home = [custody(pos, bank, amount, order.pk), owed(chart.PAY_COL, chart.PAY_ARR, order.pk, amount)]
        entries_post(entries=[NewEntry(chart.CARD_SALE, f"sale:{order.pk}", sale, booked_on, about=order.audit_about)])
        entries_post(entries=[NewEntry(chart.ARRIVED, f"arrival:{order.pk}", home, booked_on, about=order.audit_about)])
        BankLine.objects.create(
            bank_file=bank_file,
            row=order.pk,
            booked_on=booked_on,
            traded_on=booked_on,
            terminal_no="P01",
            reference=f"{order.pk}",
            amount_fen=amount,
            result=LineResult.MATCHED,
            order=order,
        )
        payment_taken(order=order, way=CARD, amount_fen=amount, state=PaymentState.PAID, actor=None)
    payment_state_set(order_ids=[order.pk for order in orders], state=PaymentState.ARRIVED, actor=None)
    return orders


def workbook(rows):
    """The client's statement as a real .xlsx."""
    columns = [Column("订单号"), Column("派送日期", "date"), Column("代收金额", "money"), Column("收款状态")]
    buffer = io.BytesIO()
    write_table(buffer, worksheets=[WorksheetData("对账单", columns, [(*row, "已收") for row in rows])])
    return buffer.getvalue()


def take(world, rows, week=WEEK):
    return statement_match(
        content=workbook(rows), filename="statement.xlsx", week=week, client=world.client, actor=world.cs_manager
    )


@pytest.fixture
def tuesday(world):
    clock.move_to(clock.at(TUESDAY + dt.timedelta(days=7), "09:30"))
    return world


def counts(statement):
    return {row["outcome"]: row["lines"] for row in statement_figures(statement) if row["lines"]}


def test_a_statement_sorts_every_line_and_moves_only_what_matches(tuesday):
    """SCN-26 in small: 3 matched, 1 differs, 1 not arrived, 1 only with the client, 1 only with us."""
    same = arrived(tuesday, [100_00, 200_00, 300_00])
    differs, ours_only = arrived(tuesday, [489_70, 994_00])
    late = tuesday.order_make(amount_fen=50_00)
    rows = [(o.order_no, WEEK, o.amount_due_fen) for o in [*same, late]]
    rows += [(differs.order_no, WEEK, 529_70), ("UNKNOWN-1", WEEK, 1_00)]
    statement = take(tuesday, rows)
    assert counts(statement) == {"matched": 3, "amount_diff": 1, "timing": 1, "only_client": 1, "only_ours": 1}
    for order in same:
        order.refresh_from_db()
        assert order.payment_state == "reconciled"
    ours_only.refresh_from_db()
    assert ours_only.payment_state == "arrived"
    assert take(tuesday, rows).pk == statement.pk, "the same file again changes nothing"
    with pytest.raises(Conflict):
        take(tuesday, rows[:2])


def test_a_timing_difference_is_carried_into_the_week_its_money_arrives(tuesday):
    """CON-13: it is no break, it matches next week against the old line."""
    late = tuesday.order_make(amount_fen=50_00)
    first = take(tuesday, [(late.order_no, WEEK, 50_00)])
    assert counts(first) == {"timing": 1}
    next_week = WEEK + dt.timedelta(days=7)
    clock.move_to(clock.at(next_week + dt.timedelta(days=8), "09:00"))
    pos, bank = (chart.POS_CLR, "P01:x"), (chart.BANK, chart.MAIN)
    legs = [
        custody((chart.DUE, f"order:{late.pk}"), pos, 50_00, late.pk),
        owed(chart.PAY_UNC, chart.PAY_COL, late.pk, 50_00),
    ]
    home = [custody(pos, bank, 50_00, late.pk), owed(chart.PAY_COL, chart.PAY_ARR, late.pk, 50_00)]
    entries_post(
        entries=[NewEntry(chart.CARD_SALE, "s", legs, next_week), NewEntry(chart.ARRIVED, "a", home, next_week)]
    )
    stored = file_store(content=b"b", name="b.xlsx", content_type="x", kind="bank")
    bank_file = BankFile.objects.create(file=stored, business_date=next_week, imported_at=clock.now(), lines_read=1)
    BankLine.objects.create(
        bank_file=bank_file,
        row=1,
        booked_on=next_week,
        traded_on=next_week,
        terminal_no="P01",
        reference="9",
        amount_fen=50_00,
        result=LineResult.MATCHED,
        order=late,
    )
    payment_state_set(order_ids=[late.pk], state="arrived", actor=None)
    other = arrived(tuesday, [70_00], next_week)[0]
    second = take(tuesday, [(other.order_no, next_week, 70_00)], next_week)
    assert counts(second) == {"matched": 2}
    carried = StatementLine.objects.get(statement=second, order=late)
    assert carried.carried_from.statement == first


def test_every_bad_row_is_named_and_nothing_is_taken(tuesday):
    with pytest.raises(Invalid) as refused:
        statement_match(
            content='订单号,派送日期,代收金额\nA1,2026-11-02,"1,299元"\n,2026-11-02,5\nA3,soon,5\n'.encode(),
            filename="s.csv",
            week=WEEK,
            client=tuesday.client,
            actor=tuesday.cs_manager,
        )
    text = str(refused.value)
    assert "2" in text and "3" in text and "4" in text and "s.csv" in text
    assert StatementLine.objects.count() == 0


def requested(world, amounts=(100_00, 250_00)):
    orders = arrived(world, list(amounts))
    take(world, [(o.order_no, WEEK, o.amount_due_fen) for o in orders])
    return orders, payments.payment_request_create(week=WEEK, client=world.client, actor=world.cs_manager)


def approve(request, who, approved=True, comment=""):
    return payments.payment_approve(payment=request, approved=approved, comment=comment, actor=who)


def test_scn_27_approvals_in_order_form_and_payment(tuesday):
    """GM first refused, CS manager refused, then the three in order, the form, the payment; each order once."""
    world = tuesday
    orders, request = requested(world)
    assert (request.orders, request.amount_fen) == (2, 350_00)
    for wrong in (world.general_manager, world.regional_finance, world.cs_manager):
        with pytest.raises(NotAllowed):
            approve(request, wrong)
    for who in (world.platform_manager, world.regional_finance, world.general_manager):
        request = approve(request, who)
    assert request.status == "approved"
    with pytest.raises(Conflict):
        payments.payment_pay(payment=request, bank_ref="B1", amount_fen=350_00, actor=world.hq_finance)
    payments.payment_form_fill(payment=request, payee_account="6222", purpose="COD", actor=world.project_team)
    with pytest.raises(Invalid):
        payments.payment_pay(payment=request, bank_ref="B1", amount_fen=349_99, actor=world.hq_finance)
    payments.payment_pay(payment=request, bank_ref="B1", amount_fen=350_00, actor=world.hq_finance)
    for order in orders:
        order.refresh_from_db()
        assert order.payment_state == "remitted"
    assert Account.objects.get(code="BANK").balance_fen == 0
    with pytest.raises(Conflict):
        payments.payment_request_create(week=WEEK, client=world.client, actor=world.cs_manager)
    with pytest.raises(Conflict):
        payments.payment_pay(payment=request, bank_ref="B2", amount_fen=350_00, actor=world.hq_finance)


def test_a_rejection_keeps_the_lines_reserved_until_withdrawn(tuesday):
    """FLW-P.7: back to the CS manager with the reason; a new round, or a withdrawal that frees the orders."""
    world = tuesday
    _orders, request = requested(world)
    approve(request, world.platform_manager)
    with pytest.raises(Invalid):
        approve(request, world.regional_finance, approved=False)
    request = approve(request, world.regional_finance, approved=False, comment="one receipt is missing")
    assert request.status == "rejected"
    with pytest.raises(Conflict):
        payments.payment_request_create(week=WEEK, client=world.client, actor=world.cs_manager)
    payments.payment_resubmit(payment=request, actor=world.cs_manager)
    request = approve(PaymentRequest.objects.get(pk=request.pk), world.platform_manager)
    assert payments.awaited_role(request) == "regional_finance"
    payments.payment_withdraw(payment=request, reason="receipt lost", actor=world.cs_manager)
    again = payments.payment_request_create(week=WEEK, client=world.client, actor=world.cs_manager)
    assert again.orders == 2


def test_a_request_that_comes_back_over_the_api(tuesday, client):
    """Sent back, handed in again, withdrawn: each answer says where it stands and whose turn it is."""
    world = tuesday
    _orders, request = requested(world)

    def post(who, step, **data):
        client.force_login(who)
        path = f"/api/v1/payments/{request.pk}/{step}/"
        answer = client.post(path, data, content_type="application/json").json()
        return answer["status"], answer["waiting_for"]

    assert post(world.platform_manager, "approve", approved=False, comment="why?") == ("rejected", "")
    assert post(world.cs_manager, "resubmit") == ("submitted", "platform_manager")
    assert post(world.cs_manager, "withdraw", reason="receipt lost") == ("withdrawn", "")


def test_one_person_with_two_roles_approves_once(tuesday):
    """SOD-02."""
    world = tuesday
    _orders, request = requested(world)
    world.platform_manager.grants.create(role="regional_finance")
    world.platform_manager.__dict__.pop("roles", None)
    approve(request, world.platform_manager)
    with pytest.raises(Conflict):
        approve(request, world.platform_manager)


def test_paid_by_thursday_or_the_next_working_day(tuesday):
    """DAY-18, CON-10, AMB-25: the week of 2 November is due on Thursday the 12th."""
    assert due_on(WEEK) == dt.date(2026, 11, 12)


def listed(client, who, path="/payments/"):
    """(queries, text) of the list as this person sees it."""
    client.force_login(who)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        text = client.get(path).content.decode()
    return len(queries), text


def copies(request, count):
    """So many more requests of the same chain."""
    for _ in range(count):
        sheet = sheet_issue(
            kind=PAYMENT,
            platform=request.sheet.platform,
            business_date=TUESDAY,
            about="payment-week:more",
            content=request.sheet.content,
            actor=request.submitted_by,
        )
        same = ("client", "week", "due_on", "amount_fen", "orders", "submitted_by")
        values = {name: getattr(request, name) for name in same}
        PaymentRequest.objects.create(sheet=sheet, submitted_at=clock.now(), **values)


def test_the_list_costs_the_same_for_one_and_for_many_and_hides_none(tuesday, client):
    """What waits for me comes first on page one however old it is; the last row has its page."""
    world = tuesday
    _orders, first = requested(world)
    approve(first, world.platform_manager)
    one, text = listed(client, world.regional_finance)
    assert "轮到您" in text
    copies(first, 40)
    many, text = listed(client, world.regional_finance)
    assert (many, text.index(str(first)) < text.index(str(PaymentRequest.objects.latest("id")))) == (one, True)
    copies(first, 170)
    last = PaymentRequest.objects.exclude(pk=first.pk).earliest("id")
    assert str(last) in listed(client, world.hq_finance, "/payments/?page=5")[1]
    assert text.count("轮到您") == 1


def test_whose_turn_it_is_follows_the_chain(tuesday, client):
    world = tuesday
    _orders, request = requested(world)
    for who in (world.platform_manager, world.regional_finance, world.general_manager):
        assert [row.mine for row in selectors.payments_for(who)] == [True]
        approve(request, who)
        assert [row.mine for row in selectors.payments_for(who)] == [False]
    assert [row.mine for row in selectors.payments_for(world.project_team)] == [True]
    payments.payment_form_fill(payment=request, payee_account="6222", purpose="COD", actor=world.project_team)
    assert [row.mine for row in selectors.payments_for(world.hq_finance)] == [True]


def test_a_rejected_request_begins_its_chain_anew(tuesday):
    world = tuesday
    _orders, request = requested(world)
    approve(request, world.platform_manager)
    approve(request, world.regional_finance, approved=False, comment="one receipt is missing")
    payments.payment_resubmit(payment=request, actor=world.cs_manager)
    assert [row.mine for row in selectors.payments_for(world.platform_manager)] == [True]
    assert [row.mine for row in selectors.payments_for(world.regional_finance)] == [False]


def test_a_number_that_is_too_long_is_refused_with_its_row(tuesday):
    with pytest.raises(Invalid) as problem:
        take(tuesday, [("9" * 41, WEEK, 1_00)])
    assert "40" in str(problem.value) and StatementLine.objects.count() == 0


@pytest.mark.parametrize("week", [WEEK + dt.timedelta(days=2), dt.date(2031, 5, 5), dt.date(9999, 12, 27)])
def test_payment_is_requested_for_a_week_that_is_over(tuesday, week):
    requested(tuesday)
    with pytest.raises(Invalid):
        payments.payment_request_create(week=week, client=tuesday.client, actor=tuesday.cs_manager)
