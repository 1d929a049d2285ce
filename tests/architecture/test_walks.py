"""Six walks through the house: which rooms' services write while one command is carried out.

Rooms on the ground (`core`, `people`, `sheets`, `ledger`) are not counted. After a wanted change run with
RECORD_WALKS=1 in the environment, and look at the difference.
"""

import datetime as dt
import inspect
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from cod.bank.exports import ARRIVAL_COLUMNS
from cod.bank.services import bank_arrival
from cod.pos.models import Sale
from core import clock
from core.workbooks import WorksheetData, write_table
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_refused
from dispatch.handover.services.handover import handover_issue, handover_match, handover_sign, run_depart, sheet_orders
from dispatch.runs.models import Run
from lab.architecture.figures import ROOMS_ENTERED_MOST, WALKS, WALKS_FILE
from orders.intake.services.imports import order_import
from orders.register.models import Order
from reconciliation.statement.services import statement_match
from sheets.models import Sheet
from tests.architecture.code import BASE
from tests.architecture.floors import room_of
from tests.cod.money import Money
from tests.dispatch.morning import planned, reasons, stock, stop_of, window
from tests.orders.books import book, row
from tests.reconciliation.test_payments import workbook

GROUND = {"core", "people", "sheets", "ledger"}
RECORDED = BASE / WALKS_FILE
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


class Walk:
    """The house with one order on D01's van, up to where a command is to be watched."""

    def __init__(self, world, day):
        self.world, self.day, self.money = world, day, Money(world, day)
        self.driver = world.drivers[0]

    def issued(self) -> tuple[Run, Sheet]:
        """07:20: the sheet is made out, the terminal drawn, the amount held, the keeper has signed."""
        self.money.at("07:10")
        reasons()
        self.orders = stock(self.world, self.day, [219_900])
        run = planned(self.world, self.day, self.orders)
        sheet = handover_issue(run=run, actor=self.world.keeper)
        self.money.preauth(self.money.issue(self.driver).terminal, 219_900)
        handover_match(run=run, orders=sheet_orders(sheet), driver=self.driver.user)
        handover_sign(run=run, side="keeper", signer=self.world.keeper, shown_hash=sheet.shown_hash)
        return run, sheet

    def on_road(self) -> Order:
        """10:00: handed over and left."""
        run, sheet = self.issued()
        handover_sign(run=run, side="driver", signer=self.driver.user, shown_hash=sheet.shown_hash)
        run_depart(run=run, actor=self.world.dispatcher)
        self.money.at("10:00")
        return Order.objects.get(pk=self.orders[0].pk)

    def sold(self) -> Order:
        """10:00: the buyer's card was charged."""
        order = self.on_road()
        self.money.sale(order)
        return order

    def import_row(self) -> Callable[[], object]:
        words = {"client": self.world.client, "platform": self.world.platform, "actor": self.world.intake}
        return lambda: order_import(
            content=book(row(付款方式="刷卡", 代收金额=2199)), filename="a.xlsx", business_date=self.day, **words
        )

    def handover_signature(self) -> Callable[[], object]:
        run, sheet = self.issued()
        return lambda: handover_sign(run=run, side="driver", signer=self.driver.user, shown_hash=sheet.shown_hash)

    def sale(self) -> Callable[[], object]:
        order = self.on_road()
        return lambda: self.money.sale(order)

    def refusal(self) -> Callable[[], object]:
        stop = stop_of(self.on_road())
        return lambda: stop_close_refused(stop=stop, driver=self.driver.user, reason="changed_mind", note="不要了")

    def bank_line(self) -> Callable[[], object]:
        order = self.sold()
        self.money.at("10:00", days=1)
        sale, date = Sale.objects.get(), self.day + dt.timedelta(days=1)
        cells = [date, self.day, sale.terminal.serial, sale.reference, order.amount_due_fen, 0]
        file = io.BytesIO()
        write_table(file, worksheets=[WorksheetData("到账明细", ARRIVAL_COLUMNS[:6], [cells])])
        return lambda: bank_arrival(
            content=file.getvalue(), filename="bank.xlsx", business_date=date, actor=self.world.hq_finance
        )

    def statement_line(self) -> Callable[[], object]:
        self.bank_line()()
        self.money.at("10:00", days=7)
        content = workbook([(self.orders[0].order_no, self.day, 219_900)])
        words = {"week": clock.week_of(self.day), "client": self.world.client, "actor": self.world.hq_finance}
        return lambda: statement_match(content=content, filename="s.xlsx", **words)


@contextmanager
def watched() -> Iterator[list[str]]:
    """The rooms whose services write inside, in the order in which they are first entered."""
    entered: list[str] = []

    def look(execute, sql, params, many, context):
        if WRITES.match(sql) and (room := writing_room()) and room not in entered:
            entered.append(room)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield entered


def writing_room() -> str | None:
    """The room of the innermost service above the ground that is at work now."""
    frame = inspect.currentframe()
    while frame:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(BASE) and "services" in path.relative_to(BASE).with_suffix("").parts:
            room = room_of(path.relative_to(BASE).as_posix())
            if room not in GROUND:
                return room
        frame = frame.f_back
    return None


@pytest.fixture
def entered(world, day, request):
    """{walk: the rooms that one command enters}."""
    command = getattr(Walk(world, day), request.param)()
    with watched() as rooms:
        command()
    if os.environ.get("RECORD_WALKS"):
        known = recorded() if RECORDED.exists() else {}
        RECORDED.write_text(json.dumps(known | {request.param: rooms}, indent=1, sort_keys=True) + "\n")
    return request.param, rooms


def recorded() -> dict[str, list[str]]:
    return json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entered", WALKS, indirect=True)
def test_a_walk_enters_the_recorded_rooms(entered):
    walk, rooms = entered
    assert rooms == recorded()[walk]
    assert 0 < len(rooms) <= ROOMS_ENTERED_MOST


def test_a_service_of_another_room_is_seen(world, day):
    """The watch looks at what really writes: a call logged in the middle of a sale is one more room."""
    walk = Walk(world, day)
    order = walk.on_road()
    with watched() as rooms:
        walk.money.sale(order)
        call_log(order=order, result="exact", caller=walk.driver.user, **window(day, "14:00", "16:00"))
    assert rooms == [*recorded()["sale"], "dispatch.calls"]
