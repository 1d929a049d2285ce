"""Wanted: a second client with another file layout and another promise table. Data only: rows."""

import copy
import datetime as dt
import io

import openpyxl
import pytest

from core import clock
from core.files import content_of
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from orders.exceptions.exports import register_book
from orders.exceptions.selectors.cases import cases_between
from orders.feedback.models import FeedbackExport
from orders.feedback.services import feedback_noon
from orders.intake.models import HeaderMapping
from orders.intake.services.imports import order_import
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, ServiceZone, ZoneTerms
from orders.register.promises import PromiseStart
from orders.register.services.setup import client_create, reasons_load
from orders.register.services.status import payment_state_set
from orders.zones.services.setup import zones_load
from reconciliation.payment.selectors import waiting_figures
from reconciliation.payment.services import payment_request_create
from reconciliation.statement.exports import result_workbook
from reconciliation.statement.selectors import statement_figures
from tests.cod.money import Money
from tests.orders.books import book, row
from tests.orders.gate import PNG, check, sign, truck
from tests.reconciliation.test_payments import WEEK, arrived, take

LAYOUT = {
    "货单号": "order_no",
    "票次": "shipment_no",
    "客户姓名": "name",
    "联系方式": "phone",
    "收货详址": "address",
    "品类名称": "item",
    "应收": "amount_fen",
    "收款": "pay_mode",
    "内部备注": "-",
}


@pytest.fixture
def other(world, day):
    """The second client, as rows: its own titles, twelve hours from the arrival, nothing delivered to Jinshan."""
    zones_load()
    reasons_load()
    client = client_create(
        code="SN", name="苏宁易购", short_name="苏宁", actor=None, promise_starts=PromiseStart.ARRIVED, window_hours=3
    )
    HeaderMapping.objects.create(client=client, version=1, columns=LAYOUT, made_at=clock.now())
    for name, hours in (("嘉定区", 12), ("金山区", None)):
        ZoneTerms.objects.create(client=client, zone=ServiceZone.objects.get(name=name), hours=hours)
    second = copy.copy(world)
    second.client, second.client_holder = client, client.holder
    return second


def intake(world, day, content):
    clock.move_to(clock.at(day, "04:10"))
    return order_import(
        content=content,
        filename="orders.xlsx",
        business_date=day,
        client=world.client,
        platform=world.platform,
        actor=world.intake,
    )


def own_row(number, **changes):
    """A row in the second client's layout."""
    cells = ("S1", "李先生", "13912345678", "上海市嘉定区安亭镇安亭路9号", "洗衣机", "300.00", "刷卡", "易碎")
    titles = ("票次", "客户姓名", "联系方式", "收货详址", "品类名称", "应收", "收款", "内部备注")
    return {"货单号": number} | dict(zip(titles, cells, strict=True)) | changes


def imported(world, other, day):
    ours = [row(订单号=number, 代收金额="200.00", 付款方式="刷卡") for number in ("A1", "A2")]
    intake(world, day, book(*ours))
    theirs = [own_row("S1"), own_row("S2"), own_row("S3", 收货详址="上海市金山区朱泾镇万安街1号")]
    return intake(other, day, book(*theirs, titles=["货单号", *list(LAYOUT)[1:]]))


def orders(*numbers):
    found = {order.order_no: order for order in Order.objects.filter(order_no__in=numbers)}
    return [found[number] for number in numbers]


def accepted(world):
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    sign(world, arrival)
    return arrival


def table(content):
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)


def test_its_file_is_read_by_its_titles_and_promised_by_its_terms(world, other, day):
    batch = imported(world, other, day)
    assert (batch.rows, batch.orders_created, batch.out_of_area) == (3, 2, 1)
    first, second, outside = orders("A1", "S1", "S3")
    assert first.promise_at == first.shipped_at + dt.timedelta(hours=24)
    assert (second.promise_at, second.amount_due_fen, second.recipient.name) == (None, 300_00, "李先生")
    assert (outside.status, outside.exceptions.get().cause) == ("out_of_area", "zone_closed")
    theirs = accepted(other)
    second.refresh_from_db()
    assert second.promise_at == theirs.arrived_at + dt.timedelta(hours=12)
    first.refresh_from_db()
    assert (first.arrived_at, first.status, second.status) == (None, "expected", "in_stock")


def test_a_whole_day_beside_the_first_and_nothing_of_one_in_the_others_files(world, other, day, client):
    imported(world, other, day)
    accepted(world)
    accepted(other)
    both = orders("A1", "A2", "S1", "S2")
    money, driver = Money(world, day), world.drivers[0]
    money.at("08:00")
    money.out(driver, both)  # one van carries the goods of both
    money.at("11:00")
    for order in (both[0], both[2]):
        money.sale(order)
        stop_close_delivered(stop=order.stops.get(), driver=driver.user, signer_name="王女士", image=PNG)
    for order in (both[1], both[3]):
        stop_close_refused(stop=order.stops.get(), driver=driver.user, reason="changed_mind", note="不要了")
    money.at("12:00", days=1)
    feedback_noon(business_date=day)
    sent = {file.client.code: table(content_of(file.file)) for file in FeedbackExport.objects.select_related("client")}
    assert sorted(sent) == ["C01", "SN"]
    assert [line[1] for line in sent["C01"][1:]] == ["A1", "A2"]
    assert [line[1] for line in sent["SN"][1:]] == ["S1", "S2", "S3"]
    assert ("卓越客服工号" in sent["C01"][0], "苏宁客服工号" in sent["SN"][0]) == (True, True)
    registers = {
        one.client.code: table(register_book(one.client, cases_between(world.cs_agent, one.client, day, day)))
        for one in (world, other)
    }
    assert {line[2] for line in registers["C01"][1:]} == {"A2"}
    assert {line[2] for line in registers["SN"][1:]} == {"S2", "S3"}
    client.force_login(world.cs_agent)
    text = client.get("/feedback/").content.decode()
    assert "卓越亚马逊 ·" in text and "苏宁易购 ·" in text
    shown = client.get(f"/feedback/preview/?client={other.client.pk}&date={day}").content.decode()
    assert "S1" in shown and ">A1<" not in shown


def test_each_is_reconciled_and_paid_alone(world, other):
    clock.move_to(clock.at(WEEK + dt.timedelta(days=15), "09:30"))
    ours, theirs = arrived(world, [100_00]), arrived(other, [70_00, 80_00])
    rows = [(order.order_no, WEEK, order.amount_due_fen) for order in [*theirs, ours[0]]]
    statement = take(other, rows)
    figures = {line["outcome"]: line["lines"] for line in statement_figures(statement) if line["lines"]}
    assert figures == {"matched": 2, "only_client": 1}, "an order of the first is none of the second's"
    assert "仅苏宁" in openpyxl.load_workbook(io.BytesIO(result_workbook(statement))).sheetnames
    payment_state_set(order_ids=[ours[0].pk], state=PaymentState.RECONCILED, actor=None)
    waiting = {line.client.code: (line.orders, line.amount_fen) for line in waiting_figures()}
    assert waiting == {"C01": (1, 100_00), "SN": (2, 150_00)}
    request = payment_request_create(week=WEEK, client=other.client, actor=world.cs_manager)
    assert (request.orders, request.amount_fen) == (2, 150_00)
    assert [line.order.client_id for line in request.lines.all()] == [other.client.pk] * 2
