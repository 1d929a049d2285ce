"""A small company on one day, whose steps read like the day, and what it can say of an order at any moment."""

import io
from collections.abc import Iterator

from django.utils import translation

from cod.bank.exports import ARRIVAL_COLUMNS
from cod.bank.services import bank_arrival
from cod.pos.models import Sale
from cod.pos.services.cash import cash_taken
from core import clock
from core.money import yuan
from core.workbooks import WorksheetData, write_table
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from dispatch.handover.services.handover import handover_issue, handover_match, handover_sign, run_depart, sheet_orders
from ledger.chart import account_kinds
from ledger.models import Posting
from orders.gate.services import arrival as gate
from orders.intake.services.imports import order_import
from orders.register.models import CustodyMovement, Document, GoodsItem, Order, ServiceZone
from people.kinds import HolderKind
from people.models import Holder
from reconciliation.payment import services as payments
from reconciliation.statement.services import statement_match
from returns.evening.services.hand_in import papers_sign, return_sign
from returns.evening.services.matching import document_match
from tests.cod.money import Money
from tests.dispatch.morning import planned, reasons, stop_of
from tests.orders.books import book, row
from tests.orders.gate import PNG, sign, truck
from tests.reconciliation.test_payments import workbook


class Stage:
    """The cast of tests/world.py at work. Amounts are fen, times Shanghai wall-clock times of the day."""

    def __init__(self, world, day, driver=0):
        self.world, self.day, self.money = world, day, Money(world, day)
        self.driver = world.drivers[driver]
        self.orders: list[Order] = []
        ServiceZone.objects.get_or_create(name="嘉定区", defaults={"hours": 24})
        reasons()

    def at(self, time, days=0):
        self.money.at(time, days)

    def file_comes(self, *amounts, pays="刷卡"):
        """The client's file with one order for each amount (0: nothing to collect)."""
        self.at("04:20")
        rows = [
            row(订单号=f"A{n}", 运单号=f"900000000{n}", 付款方式=pays if fen else "无", 代收金额=fen // 100)
            for n, fen in enumerate(amounts, 1)
        ]
        words = {"client": self.world.client, "platform": self.world.platform, "actor": self.world.intake}
        order_import(content=book(*rows), filename="orders.xlsx", business_date=self.day, **words)
        self.orders = list(Order.objects.order_by("order_no"))

    def truck_comes(self):
        """Checked carton by carton, then signed by the keeper and the carrier."""
        arrival = truck(self.world)
        gate.arrival_check(arrival=arrival, rest="accepted", actor=self.world.keeper)
        self.at("06:10")
        sign(self.world, arrival)

    def run_issued(self):
        """The run is planned and its sheet made out; the driver draws a terminal, and the amount is held."""
        self.at("06:30")
        self.orders = list(Order.objects.order_by("order_no"))
        self.run = planned(self.world, self.day, self.orders, self.world.drivers.index(self.driver))
        self.sheet = handover_issue(run=self.run, actor=self.world.keeper)
        terminal = self.money.issue(self.driver).terminal
        if due := sum(order.amount_due_fen for order in self.orders):
            self.money.preauth(terminal, due)

    def keeper_hands_over(self):
        self.at("07:20")
        handover_match(run=self.run, orders=sheet_orders(self.sheet), driver=self.driver.user)
        self._hand_over("keeper", self.world.keeper)

    def driver_takes_over(self):
        self._hand_over("driver", self.driver.user)
        run_depart(run=self.run, actor=self.world.dispatcher)

    def _hand_over(self, side, signer):
        handover_sign(run=self.run, side=side, signer=signer, shown_hash=self.sheet.shown_hash)

    def goods_are_out(self):
        """Everything up to the road, for a story that begins there."""
        self.truck_comes()
        self.run_issued()
        self.keeper_hands_over()
        self.driver_takes_over()

    def card_is_charged(self, order):
        self.money.sale(order)

    def cash_is_taken(self, order):
        cash_taken(order=order, driver=self.driver)

    def delivered(self, order):
        stop_close_delivered(stop=stop_of(order), driver=self.driver.user, signer_name="王女士", image=PNG)

    def refused(self, order):
        stop_close_refused(stop=stop_of(order), driver=self.driver.user, reason="changed_mind", note="不要了")

    def papers_matched(self, *, papers, goods):
        """The document admin counts what the driver brings: the papers and the goods of these orders."""
        self.evening = document_match(
            run=self.run,
            documents=list(Document.objects.filter(order__in=papers).values_list("pk", flat=True)),
            goods=list(GoodsItem.objects.filter(order__in=goods).values_list("pk", flat=True)),
            actor=self.world.doc_admin,
        )

    def papers_handed_in(self):
        self._signed(papers_sign, self.evening.papers)
        if self.evening.goods:
            self._signed(return_sign, self.evening.goods)

    def goods_accepted(self):
        shown = {"signer": self.world.keeper, "shown_hash": self.evening.goods.shown_hash}
        return_sign(run=self.run, side="keeper", **shown)

    def _signed(self, service, sheet):
        for side, signer in (("driver", self.driver.user), ("doc_admin", self.world.doc_admin)):
            service(run=self.run, side=side, signer=signer, shown_hash=sheet.shown_hash)

    def bank_file_comes(self, without=()):
        """The acquirer paid yesterday's sales, without a fee; those of some orders it left out."""
        date, content = clock.today(), io.BytesIO()
        sales = Sale.objects.exclude(order__in=without)
        cells = [[date, self.day, s.terminal.serial, s.reference, s.amount_fen, 0] for s in sales]
        write_table(content, worksheets=[WorksheetData("到账明细", ARRIVAL_COLUMNS[:6], cells)])
        bank_arrival(content=content.getvalue(), filename="bank.xlsx", business_date=date, actor=self.world.hq_finance)

    def statement_comes(self):
        rows = [(order.order_no, self.day, order.amount_due_fen) for order in self.orders]
        words = {"week": clock.week_of(self.day), "client": self.world.client, "actor": self.world.cs_manager}
        statement_match(content=workbook(rows), filename="statement.xlsx", **words)

    def payment_requested(self):
        self.payment = payments.payment_request_create(
            week=clock.week_of(self.day), client=self.world.client, actor=self.world.cs_manager
        )

    def payment_approved(self):
        """Three people one after the other; then the form."""
        for who in ("platform_manager", "regional_finance", "general_manager"):
            self.payment = payments.payment_approve(
                payment=self.payment, approved=True, comment="", actor=getattr(self.world, who)
            )
        payments.payment_form_fill(
            payment=self.payment, payee_account="6222", purpose="COD", actor=self.world.project_team
        )

    def payment_paid(self):
        amount = self.payment.amount_fen
        payments.payment_pay(payment=self.payment, bank_ref="B1", amount_fen=amount, actor=self.world.hq_finance)


def holdings(order):
    """Who holds each item, paper and yuan of an order now, and who signed for it last."""
    with translation.override("en"):
        for item in order.items.all():
            yield f"{order.order_no} item   {item.name}: {_held(item.holder, item=item)}"
        for paper in Document.objects.filter(order=order).order_by("pk"):
            yield f"{order.order_no} paper  {paper.kind.label} {paper.number}: {_held(paper.holder, document=paper)}"
        yield from _yuan(order)


def _held(holder: Holder, **thing):
    last = CustodyMovement.objects.filter(**thing).order_by("pk").last()
    who = holder.kind.label if holder.kind == HolderKind.BUYER else f"{holder.kind.label} {holder.name}"
    if last is None:
        return f"{who}; nobody has signed yet"
    signers = [_signer(signature) for signature in last.sheet.signatures.order_by("pk")]
    return f"{who}; {last.sheet.number} signed by {', '.join(signers)}"


def _signer(signature):
    return signature.user.username if signature.user else signature.outside.name


def _yuan(order) -> Iterator[str]:
    """Each account in which money of this order stands."""
    standing: dict = {}
    for posting in Posting.objects.filter(about=order.audit_about).select_related("source", "target"):
        for account, fen in ((posting.source, -posting.amount_fen), (posting.target, posting.amount_fen)):
            standing[account] = standing.get(account, 0) + fen
    order_of = list(account_kinds)
    for account, fen in sorted(standing.items(), key=lambda pair: order_of.index(pair[0].code)):
        if fen:
            yield f"{order.order_no} yuan   {yuan(account.sign * fen)}: {account.code.words}"
