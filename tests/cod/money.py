"""The steps of the money's day, short enough for a test to read like the day itself."""

import datetime as dt
import itertools

from django.db import transaction

from cod.pos.models import Terminal
from cod.pos.payways import CARD
from cod.pos.services import holds, sales, terminals
from core import clock
from core.facts import publish
from dispatch.handover.events import HandoverIssued, RunHandedOver
from dispatch.handover.kinds import HANDOVER
from dispatch.runs.models import Run, RunSheet, RunStop
from ledger.models import Account
from orders.register.lifecycle import OrderAction, OrderState
from orders.register.models import Order
from orders.register.services.status import orders_move
from sheets.services.papers import sheet_issue

EMPTY = {"meta": [], "columns": [], "lines": [], "totals": []}


class Money:
    """Does what colleagues' rooms would do, by their facts and by the money room's own services."""

    def __init__(self, world, day):
        self.world, self.day, self.references = world, day, itertools.count(900001)

    def at(self, time, days=0):
        clock.move_to(clock.at(self.day + dt.timedelta(days=days), time))

    def qualify(self, driver):
        terminals.agreement_set(driver=driver, signed_on=self.day, actor=self.world.cashier)
        terminals.training_set(driver=driver, trained_on=self.day, actor=self.world.cashier)

    def terminal(self, serial="P01"):
        found = Terminal.objects.filter(serial=serial).first()
        return found or terminals.terminal_create(serial=serial, platform=self.world.platform, actor=None)

    def issue(self, driver, serial="P01", day=None):
        """The terminal goes out, both sign."""
        self.qualify(driver)
        row = terminals.terminal_issue(
            terminal=self.terminal(serial), driver=driver, business_date=day or self.day, actor=self.world.cashier
        )
        for side, signer in (("cashier", self.world.cashier), ("driver", driver.user)):
            terminals.terminal_issue_sign(issue=row, side=side, signer=signer, shown_hash=row.issue_sheet.shown_hash)
        row.refresh_from_db()
        return row

    def give_back(self, issue):
        """The terminal comes home, both sign."""
        row = terminals.terminal_return(issue=issue, actor=self.world.cashier)
        for side, signer in (("driver", row.driver.user), ("cashier", self.world.cashier)):
            terminals.terminal_return_sign(issue=row, side=side, signer=signer, shown_hash=row.return_sheet.shown_hash)

    @transaction.atomic
    def plan(self, driver, orders, day=None):
        """A planned run with its goods handover sheet issued."""
        day = day or self.day
        run = Run.objects.create(
            number=f"R{driver.code}-{day}",
            platform=driver.platform,
            driver=driver,
            business_date=day,
            planned_by=self.world.dispatcher,
            planned_at=clock.now(),
            status="issued",
        )
        RunStop.objects.bulk_create([RunStop(run=run, order=order, sequence=n) for n, order in enumerate(orders, 1)])
        total = sum(order.amount_due_fen for order in orders)
        sheet = sheet_issue(
            kind=HANDOVER,
            platform=run.platform,
            business_date=day,
            about=f"run:{run.pk}",
            content=EMPTY,
            actor=self.world.keeper,
        )
        RunSheet.objects.create(run=run, sheet=sheet, total_fen=total, pieces=len(orders))
        publish(HandoverIssued(run_id=run.pk, sheet_id=sheet.pk, total_fen=total, actor_id=None))
        return run

    @transaction.atomic
    def load(self, run):
        """Goods on the van and out for delivery."""
        ids = tuple(run.stops.values_list("order_id", flat=True))
        Order.objects.filter(pk__in=ids).update(status=OrderState.OUT_FOR_DELIVERY)
        for order in Order.objects.filter(pk__in=ids):
            order.items.update(holder=run.driver.holder)
        Run.objects.filter(pk=run.pk).update(status="departed", loaded_at=clock.now(), departed_at=clock.now())
        publish(RunHandedOver(run_id=run.pk, sheet_id=run.sheets.get().sheet_id, order_ids=ids, actor_id=None))

    def preauth(self, terminal, amount_fen, reference=None):
        return holds.hold_record(
            terminal=terminal,
            amount_fen=amount_fen,
            card_tail="6688",
            auth_code="A1",
            reference=reference or f"H{next(self.references)}",
        )

    def out(self, driver, orders, serial="P01", day=None):
        """Plan, issue, pre-authorise, load: the morning in one call. Returns the run."""
        run = self.plan(driver, orders, day)
        issue = self.issue(driver, serial, day)
        total = sum(order.amount_due_fen for order in orders)
        if total:
            self.preauth(issue.terminal, total)
        self.load(run)
        return run

    def sale(self, order, serial="P01", *, amount_fen=None, way=CARD, reference=None, at=None, order_no=None):
        return sales.sale_record(
            terminal=self.terminal(serial),
            order_no=order_no or order.order_no,
            amount_fen=order.amount_due_fen if amount_fen is None else amount_fen,
            way=way,
            card_tail="1234",
            reference=str(reference or next(self.references)),
            occurred_at=at or clock.now(),
        )

    def notice(self, order, **values):
        """All that P01 may say of a sale: 1,000 yuan at 10:40 unless told otherwise."""
        said = {"order_no": order.order_no, "amount_fen": 100_000, "way": CARD, "card_tail": "1234"}
        said |= {"reference": "900001", "version": 1, "occurred_at": clock.at(self.day, "10:40")}
        return sales.sale_record(terminal=self.terminal(), **said | values)

    def two_shipments(self):
        """One order number with shipments S1 (1,000 yuan) and S2 (2,000), both on D01's van."""
        first, second = self.world.order_make(amount_fen=100_000), self.world.order_make(amount_fen=200_000)
        Order.objects.filter(pk=second.pk).update(order_no=first.order_no, shipment_no="S2")
        second.refresh_from_db()
        self.out(self.world.drivers[0], [first, second])
        return first, second

    def refuse(self, order, driver):
        with transaction.atomic():
            RunStop.objects.filter(order=order).update(status="failed", closed_at=clock.now())
            orders_move(action=OrderAction.REFUSE_ONSITE, order_ids=[order.pk], actor=driver.user)

    def deliver(self, order, driver):
        with transaction.atomic():
            RunStop.objects.filter(order=order).update(status="done", closed_at=clock.now())
            orders_move(action=OrderAction.DELIVER, order_ids=[order.pk], actor=driver.user)


def standing(code, key=None):
    """What stands in the accounts of a code (or one of them), positive as people read it."""
    rows = Account.objects.filter(code=code)
    return sum(row.standing_fen for row in (rows.filter(key=key) if key else rows))
