"""A day, its week and another morning by the services themselves: at least one row of whatever pages list.

What comes into being nowhere here cannot grow, and `test_query_counts.py` names it.
"""

import datetime as dt

from cod.pos.models import PosIssue
from cod.pos.payways import OWN_CARD
from cod.totals.services.slips import slip_check
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.jobs import heartbeat, job_run
from core.models import DeadlineHour
from core.outbox import outbox_pump
from dispatch.calls.services.calls import call_log
from orders.exceptions.cases import OTHER
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services.cases import exception_instruct, exception_open
from orders.exceptions.services.desk import case_attach
from orders.feedback.services import feedback_export
from orders.gate.services import arrival as gates
from orders.gate.services.surplus import surplus_add
from orders.intake.services.drafts import draft_upload
from orders.intake.services.imports import order_import
from orders.intake.services.mapping import mapping_save
from orders.register.models import ServiceZone, ZoneTerms
from orders.zones.models import ZoneQuestion
from orders.zones.services.questions import zone_answer
from orders.zones.services.setup import zones_load
from tests.dispatch.morning import loaded, stock, window
from tests.orders.books import book, row
from tests.orders.gate import PNG, truck
from tests.stories.stage import Stage

NOWHERE = {"区": "", "街道/镇": ""}


def happen(world, day):
    """The van of D03 goes out and comes home; then it is morning again, with the van of D01 and a truck at the gate."""
    stage = Stage(world, day, driver=2)
    stage.file_comes(219_900, 99_900, 0, 0)
    stage.goods_are_out()
    doors(stage)
    homecoming(stage)
    week_after(stage)
    stage.at("04:00")
    questions(stage)
    gate(stage)


def doors(stage):
    """Paid by card, in cash, and twice refused; the terminal also charges for an order that nobody knows."""
    card, cash, *refused = stage.orders
    stage.at("10:00")
    exception_open(kind=OTHER, order=refused[0])
    call_log(order=card, result="exact", caller=stage.driver.user, **window(stage.day, "10:00", "12:00"))
    stage.card_is_charged(card)
    stage.cash_is_taken(cash)
    stage.money.sale(cash, way=OWN_CARD)
    stage.money.sale(card, order_no="nobody's")
    for order in (card, cash):
        stage.delivered(order)
        slip_check(collection=order.collection, present=True, actor=stage.world.cashier)
    for order in refused:
        stage.refused(order)


def homecoming(stage):
    """Papers, goods, money and terminal; the refused goods wait for the keeper, and for their next day."""
    world = stage.world
    stage.at("18:30")
    stage.papers_matched(papers=stage.orders[:2], goods=stage.orders[2:])
    stage.papers_handed_in()
    case = ExceptionCase.objects.earliest("pk")
    case_attach(case=case, content=PNG, name="door.png", actor=world.cs_agent)
    exception_instruct(case=case, client_staff_no="80231", decision="redeliver", text="", actor=world.cs_agent)
    total = driver_total_make(run=stage.run, actor=world.cashier)
    for side, signer in (("driver", stage.driver.user), ("cashier", world.cashier)):
        driver_total_sign(total=total, side=side, signer=signer, shown_hash=total.sheet.shown_hash)
    stage.money.give_back(PosIssue.objects.get(driver=stage.driver))
    stage.at("23:00")
    job_run(name="cod_sheet", business_date=stage.day)


def week_after(stage):
    """The bank's file, the client's files, and the payment."""
    stage.at("10:00", days=1)
    stage.bank_file_comes(without=stage.orders[:1])
    stage.at("15:30", days=1)
    feedback_export(client=stage.world.client, business_date=stage.day, kind="final", actor=stage.world.cs_agent)
    stage.at("10:00", days=7)
    stage.statement_comes()
    stage.payment_requested()
    stage.payment_approved()
    stage.payment_paid()


def questions(stage):
    """What waits for an answer: addresses that no rule knows, a file that is looked at first."""
    world, words = stage.world, {"filename": "b.xlsx", "business_date": stage.day, "client": stage.world.client}
    words |= {"platform": stage.world.platform, "actor": stage.world.intake}
    zones_load()
    known = [row(订单号=f"Q{n}", 详细地址=f"人民路{n}号", 空调内机编码=f"N{n}", **NOWHERE) for n in range(2)]
    order_import(content=book(*known, row(订单号="")), **words)
    question = ZoneQuestion.objects.first()
    zone_answer(question=question, zone=ServiceZone.objects.get(name="青浦区"), actor=world.intake, remember=True)
    order_import(content=book(row(订单号="Q9", 详细地址="幸福大街12号", **NOWHERE)), **words)
    draft_upload(content=book(row(订单号="Q3", 数量="many"), row(订单号="Q4")), **words)
    mapping_save(client=world.client, columns={"单号": "order_no"}, actor=world.intake)
    ZoneTerms.objects.create(client=world.client, zone=ServiceZone.objects.first(), hours=48)
    DeadlineHour.objects.create(deadline="feedback_noon", valid_from=stage.day, by=dt.time(11))


def gate(stage):
    """Two orders on the van of D01 and a terminal with D02; a truck with one order more, and goods of nobody."""
    world = stage.world
    arrival = truck(world)
    orders = stock(world, stage.day, [0, 0])
    loaded(world, stage.day, orders)
    world.order_make()
    gates.arrival_check(arrival=arrival, rest="accepted", actor=world.keeper)
    surplus_add(arrival=arrival, label="未知电视", actor=world.keeper)
    exception_open(kind=OTHER, order=orders[0], actor=world.keeper)
    stage.money.issue(world.drivers[1], "P02")
    outbox_pump()
    heartbeat()


def again(world, day, count):
    """Orders in store, all but one of them on one more driver's van and with a case."""
    orders = stock(world, day, [0] * count)
    loaded(world, day, orders[:-1], driver=world.drivers.index(world.driver_make()))
    for order in orders[:-1]:
        exception_open(kind=OTHER, order=order)
