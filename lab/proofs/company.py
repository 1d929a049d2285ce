"""A driver's sale and a call, again and again, while an import holds its transaction open: how long each waits."""

import base64
import io
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.db import connection, transaction

from cod.pos.models import Terminal
from core import clock
from core.types import JsonObject
from dispatch.fleet.models import Driver
from lab.proofs.orderbooks import orderbook_write
from lab.proofs.scratch import World
from lab.simulation.images import SIGNATURE
from orders.register.lifecycle import OrderAction
from orders.register.models import Order
from people.models import Platform, User
from sheets.models import Content

ORDERS, PAUSE = 60, 0.1

Works: TypeAlias = tuple[Callable[[], None], Callable[[], None]]  # a sale, a call


@dataclass(frozen=True)
class People:
    """Who works that morning: the office with all its jobs, and the driver with his account."""

    office: User
    user: User
    driver: Driver


def during(book: Path | str) -> JsonObject:
    """{rounds, sale_ms, call_ms, alone_ms}: the longest of each while the rows of `book` were being written."""
    from lab.proofs.scratch import intake_world

    where = intake_world()
    people, orders, terminal = _morning(where)
    work = [_works(people, orders, terminal, place) for place in range(ORDERS - 4)]
    alone = [_timed(*each) for each in work[:3]]
    rounds: list[tuple[int, int]] = []
    with _import(book) as process:
        for each in work[3:]:
            while process.poll() is None and not _is_writing():
                time.sleep(0.02)
            if process.poll() is None:
                taken = _timed(*each)
                rounds += [taken] if _is_writing() else []
                time.sleep(PAUSE)
    return {
        "rounds": len(rounds),
        "sale_ms": max((sale for sale, _ in rounds), default=None),
        "call_ms": max((call for _, call in rounds), default=None),
        "alone_ms": max(max(pair) for pair in alone),
    }


def _import(book: Path | str) -> subprocess.Popen[bytes]:
    """The import of a book into this database, in a process of its own."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "lab.proofs.import_measure", "once", str(book), database]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)


def _is_writing() -> bool:
    """Whether the import is inside its transaction, with rows written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid <> "
            "pg_backend_pid() AND c.relname = 'orders_importrow' AND l.mode = 'RowExclusiveLock')"
        )
        return bool(cursor.fetchone()[0])


def _timed(sale: Callable[[], None], call: Callable[[], None]) -> tuple[int, int]:
    return _milliseconds(sale), _milliseconds(call)


def _milliseconds(work: Callable[[], None]) -> int:
    began = time.perf_counter()
    work()
    return round((time.perf_counter() - began) * 1000)


def _works(people: People, orders: list[Order], terminal: Terminal, place: int) -> Works:
    """A sale of one order, and a call to the customer of the same driver's next but three."""
    from cod.pos.payways import CARD
    from cod.pos.services.sales import sale_record
    from dispatch.calls.lifecycle import CallResult
    from dispatch.calls.services.calls import call_log

    order, other, day = orders[place], orders[place + 4], clock.today()

    def sale() -> None:
        sale_record(
            terminal=terminal,
            order_no=order.order_no,
            amount_fen=order.amount_due_fen,
            way=CARD,
            card_tail="1234",
            reference=f"C{place}",
            occurred_at=clock.now(),
        )

    def call() -> None:
        start, end = clock.at(day, "18:00"), clock.at(day, "20:00")
        call_log(order=other, caller=people.office, result=CallResult.BOOKED, window_start=start, window_end=end)

    return sale, call


def _morning(where: World) -> tuple[People, list[Order], Terminal]:
    """The goods of some orders are in the store, on a sheet, on the van, and the van is gone."""
    people = _people(where["platform"])
    with transaction.atomic():
        orders = _stock(where, people)
        terminal = _on_road(where, people, orders)
    return people, orders, terminal


def _people(platform: Platform) -> People:
    from dispatch.fleet.services import driver_create
    from people import roles
    from people.services.accounts import user_create

    made = partial(user_create, password="bench-only-1", actor=None, platform=platform, must_change=False)
    jobs = [roles.KEEPER, roles.CASHIER, roles.DISPATCHER, roles.CS_AGENT]
    office = made(username="office", name="office", staff_no="B900", roles=jobs)
    user = made(username="b901", name="driver", staff_no="B901", roles=[roles.DRIVER])
    return People(office, user, driver_create(user=user, platform=platform, code="B01", actor=None))


def _stock(where: World, people: People) -> list[Order]:
    """Orders of today that are collected at the door, accepted into the store by a signed sheet."""
    from orders.gate.kinds import ACCEPTANCE
    from orders.intake.services.imports import order_import
    from orders.register.models import GoodsItem
    from orders.register.services.custody import goods_move
    from orders.register.services.status import orders_move
    from people.services.places import store_of
    from sheets.services.papers import sheet_issue, sheet_sign, sheet_sign_outside

    target, office, today = io.BytesIO(), people.office, clock.today()
    orderbook_write(target, rows=ORDERS * 9, prefix="C")
    order_import(content=target.getvalue(), filename="c.xlsx", business_date=today, **where)
    orders = list(Order.objects.filter(amount_due_fen__gt=0).order_by("pk")[:ORDERS])
    content: Content = {"meta": [], "columns": [], "lines": [], "totals": []}
    sheet = sheet_issue(
        kind=ACCEPTANCE, platform=where["platform"], business_date=today, about="bench", content=content, actor=office
    )
    sheet_sign(sheet=sheet, side="keeper", signer=office)
    sheet_sign_outside(
        sheet=sheet, side="carrier", name="carrier", image=base64.b64decode(SIGNATURE.partition(",")[2]), witness=office
    )
    items = list(GoodsItem.objects.filter(order__in=orders))
    goods_move(
        items=items, source=where["client"].holder, target=store_of(where["platform"]), sheet=sheet, actor=office
    )
    orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk for order in orders], actor=office)
    return list(Order.objects.filter(pk__in=[order.pk for order in orders]).order_by("pk"))


def _on_road(where: World, people: People, orders: list[Order]) -> Terminal:
    """The terminal with which the driver is on the road with these orders."""
    from cod.pos.services import holds, terminals
    from dispatch.handover.services.handover import (
        handover_issue,
        handover_match,
        handover_sign,
        run_depart,
        sheet_orders,
    )
    from dispatch.runs.services.runs import run_plan

    office, driver, today = people.office, people.driver, clock.today()
    run = run_plan(business_date=today, platform=where["platform"], runs=[(driver, None, orders)], actor=office)[0]
    sheet = handover_issue(run=run, actor=office)
    terminals.agreement_set(driver=driver, signed_on=today - timedelta(days=9), actor=office)
    terminals.training_set(driver=driver, trained_on=today - timedelta(days=9), actor=office)
    terminal = terminals.terminal_create(serial="B01", platform=where["platform"], actor=None)
    issue = terminals.terminal_issue(terminal=terminal, driver=driver, business_date=today, actor=office)
    for side, signer in (("cashier", office), ("driver", people.user)):
        terminals.terminal_issue_sign(issue=issue, side=side, signer=signer, shown_hash=issue.issue_sheet.shown_hash)
    holds.hold_record(
        terminal=terminal,
        amount_fen=sum(order.amount_due_fen for order in orders),
        card_tail="6688",
        auth_code="A1",
        reference="H1",
    )
    handover_match(run=run, orders=sheet_orders(sheet), driver=people.user)
    for side, signer in (("keeper", office), ("driver", people.user)):
        handover_sign(run=run, side=side, signer=signer, shown_hash=sheet.shown_hash)
    run_depart(run=run, actor=office)
    return terminal
