"""Doubtful addresses wait for a person, who decides once for a street; tables decide the rest (SLA-20 to SLA-24)."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from core import clock
from core.errors import NotAllowed
from core.models import AuditRow
from ledger.models import Account
from orders.exceptions.models import ExceptionCase
from orders.gate.services.arrival import arrival_register
from orders.intake.selectors.imports import print_items
from orders.intake.services.imports import order_import
from orders.reference import reference_load
from orders.register.models import Client, Order, ServiceZone
from orders.zones.addresses import load_town_zones
from orders.zones.models import RememberedStreet, TownRule, ZoneQuestion
from orders.zones.selectors.zones import questions_for, reader
from orders.zones.services.placing import order_place
from orders.zones.services.questions import street_forget, zone_answer
from orders.zones.services.tables import town_rule_add, town_rule_remove, zone_edit
from tests.orders.books import book, row
from tests.orders.gate import refused

DOUBTFUL = {"区": "", "街道/镇": ""}


@pytest.fixture
def intake(world):
    """Import rows of one order each: (number, address, other cells)."""

    def run(*addresses, **more):
        rows = [row(订单号=f"A{n}", 详细地址=address, **DOUBTFUL | more) for n, address in enumerate(addresses, 1)]
        return order_import(
            content=book(*rows),
            filename="orders.xlsx",
            business_date=clock.today(),
            client=world.client,
            platform=world.platform,
            actor=world.intake,
        )

    return run


def zone(name):
    return ServiceZone.objects.get(name=name)


def question_of(number):
    return ZoneQuestion.objects.get(order__order_no=number)


def test_a_doubtful_address_asks_with_its_candidates(intake):
    """SLA-24, INV-01: no zone, no waybill, no money, no exception for a mere doubt; the islands stay an exception."""
    batch = intake("人民路12号", "崇明县城桥镇8号", 付款方式="刷卡", 代收金额=2699)
    assert (batch.rows, batch.out_of_area, batch.asked, batch.created) == (2, 2, 1, 0)
    question = question_of("A1")
    order = question.order
    assert (order.status, order.zone, order.waybill_no, order.promise_at) == ("out_of_area", None, None, None)
    assert question.reason and not Account.objects.filter(key=f"order:{order.pk}").exists()
    assert ExceptionCase.objects.get().order.order_no == "A2"
    assert not list(print_items(batch))


def test_an_answer_places_the_order_with_waybill_promise_and_money(intake, world):
    """SLA-24: zone, waybill, promise from the ship-out, EXPECTED, 2,699.00 due."""
    batch = intake("人民路12号", 付款方式="刷卡", 代收金额=2699)
    placed = zone_answer(question=question_of("A1"), zone=zone("青浦区"), actor=world.cs_agent)
    order = Order.objects.get()
    assert placed == [order.pk]
    assert (order.status, order.zone.name, order.district) == ("expected", "青浦区", "青浦区")
    assert order.waybill_no == f"{clock.today():%y%m%d}00001"
    assert order.promise_at == clock.at(clock.today().replace(day=3), "22:00").replace(month=11)
    assert Account.objects.get(code="DUE", key=f"order:{order.pk}").balance_fen == 2_699_00
    question = question_of("A1")
    assert (question.state, question.zone.name, question.answered_by) == ("answered", "青浦区", world.cs_agent)
    actions = set(AuditRow.objects.filter(about=f"order:{order.pk}").values_list("action", flat=True))
    assert {"zone.answer", "order.promise", "order.place"} <= actions
    assert [item.order for item in print_items(batch)] == [order]
    assert not RememberedStreet.objects.exists()


def test_a_question_is_answered_once(intake, world):
    intake("人民路12号")
    question = question_of("A1")
    zone_answer(question=question, zone=zone("黄浦区"), actor=world.intake)
    with refused("answered"):
        zone_answer(question=question, zone=zone("青浦区"), actor=world.intake)
    assert Order.objects.get().zone.name == "黄浦区"


def test_an_order_that_went_on_by_another_way_asks_no_more(intake, world):
    """STM-03: the client admitted or cancelled it meanwhile."""
    intake("幸福大街12号")
    order_place(order=question_of("A1").order, zone=zone("青浦区"), actor=world.cs_agent)
    assert not questions_for(world.cs_agent).exists()
    with refused("answered"):
        zone_answer(question=question_of("A1"), zone=zone("嘉定区"), actor=world.cs_agent)


def test_remembered_for_the_street(intake, world):
    """One choice answers the other open question of the street, and no later import asks about it again."""
    intake("幸福大街12号", "上海市幸福大街99弄3号", "光明大街1号")
    placed = zone_answer(question=question_of("A1"), zone=zone("青浦区"), actor=world.cs_agent, remember=True)
    assert len(placed) == 2 and question_of("A2").state == "answered" and question_of("A3").state == "open"
    numbers = set(Order.objects.filter(status="expected").values_list("waybill_no", flat=True))
    assert len(numbers) == 2 and None not in numbers
    street = RememberedStreet.objects.get()
    assert (street.street, street.zone.name, street.made_by) == ("幸福大街", "青浦区", world.cs_agent)
    assert reader().resolve("幸福大街1000号").reason.code == "street_remembered"
    street_forget(street=street, actor=world.cs_agent)
    assert reader().resolve("幸福大街1000号").outcome == "ask"


def test_a_contradicting_address_is_not_remembered(intake, world):
    """Two districts in one text: a person may answer it, but the street learns nothing; and nothing is half done."""
    intake("徐汇区青浦区幸福大街12号")
    with refused("not_rememberable"):
        zone_answer(question=question_of("A1"), zone=zone("徐汇区"), actor=world.intake, remember=True)
    assert not RememberedStreet.objects.exists() and question_of("A1").state == "open"
    zone_answer(question=question_of("A1"), zone=zone("徐汇区"), actor=world.intake)


def test_without_a_street_nothing_can_be_remembered(intake, world):
    intake("1号楼2室")
    with refused("no_street"):
        zone_answer(question=question_of("A1"), zone=zone("徐汇区"), actor=world.intake, remember=True)


def test_out_of_area_is_the_clients_to_decide(intake, world):
    """STM-02: now the exception is opened; a street cannot be remembered as nowhere."""
    intake("幸福大街12号")
    with refused("remember"):
        zone_answer(question=question_of("A1"), zone=None, actor=world.cs_agent, remember=True)
    assert zone_answer(question=question_of("A1"), zone=None, actor=world.cs_agent) == []
    order = Order.objects.get()
    assert (order.status, order.waybill_no) == ("out_of_area", None)
    assert ExceptionCase.objects.get().kind == "out_of_area"
    assert (question_of("A1").state, question_of("A1").zone) == ("answered", None)


def test_without_ship_out_the_arrival_starts_the_promise(intake, world):
    """AMB-01, also when the zone is picked after the truck came."""
    intake("幸福大街12号", 出货时间="")
    clock.move_to(clock.at(clock.today(), "09:30"))
    arrival = arrival_register(
        client=world.client,
        platform=world.platform,
        business_date=clock.today(),
        carrier="支线",
        plate="沪B1",
        actor=world.keeper,
    )
    zone_answer(question=question_of("A1"), zone=zone("嘉定区"), actor=world.cs_agent)
    order = Order.objects.get()
    assert (order.promise_at - arrival.arrived_at).total_seconds() == 24 * 3600


def test_a_closed_zone_and_a_stranger_role_are_refused(intake, world):
    intake("幸福大街12号")
    zone_edit(zone=zone("金山区"), hours=48, aliases=[], active=False, actor=world.admin)
    with refused("zone_closed"):
        zone_answer(question=question_of("A1"), zone=zone("金山区"), actor=world.cs_agent)
    with pytest.raises(NotAllowed):
        zone_answer(question=question_of("A1"), zone=zone("嘉定区"), actor=world.keeper)
    assert question_of("A1").state == "open"


def test_edited_zones_decide_at_once(intake, world):
    """SLA-20: hours, other names and closing are the administrator's; what is promised already stays."""
    zone_edit(zone=zone("嘉定区"), hours=48, aliases=["嘉定", "疁城"], active=True, actor=world.admin)
    assert reader().resolve("嘉定区1号").hours == 48
    assert reader().resolve("上海市疁城区1号").outcome == "ask"
    assert reader().resolve("疁城 安亭路1号").zone == "嘉定区"
    zone_edit(zone=zone("嘉定区"), hours=24, aliases=[], active=False, actor=world.admin)
    assert reader().resolve("嘉定区1号").outcome == "out_of_area"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"hours": 241}, "hours"), ({"aliases": ["闵行"]}, "alias_taken"), ({"aliases": ["长"]}, "aliases")],
)
def test_nonsense_in_the_zone_table_is_refused(world, changes, code):
    values = {"hours": 24, "aliases": ["嘉定"], "active": True} | changes
    with refused(code):
        zone_edit(zone=zone("嘉定区"), actor=world.admin, **values)


def test_town_rules_are_loaded_and_edited(world):
    """SLA-21, SLA-22."""
    assert TownRule.objects.count() == len(load_town_zones()) == 39
    assert reader().resolve("浦东新区周浦镇1号").hours == 48
    assert reader().resolve("浦东新区瓦屑镇1号").hours == 48  # merged into Zhoupu
    rule = TownRule.objects.get(town="周浦镇", community="")
    town_rule_remove(rule=rule, actor=world.admin)
    assert {reader().resolve(f"浦东新区{town}1号").hours for town in ("周浦镇", "瓦屑镇")} == {24}
    reference_load()
    assert not TownRule.objects.filter(town="周浦镇").exists()
    town_rule_add(town="周浦镇", community="瓦南社区", zone=zone("南汇区"), actor=world.admin)
    assert reader().resolve("浦东新区周浦镇瓦南社区1号").hours == 48
    assert reader().resolve("浦东新区周浦镇1号").hours == 24


@pytest.mark.parametrize(
    ("town", "community", "name", "code"),
    [
        ("惠南镇", "", "南汇区", "rule_there"),
        ("无名镇", "", "南汇区", "town"),
        ("安亭镇", "", "青浦区", "zone"),
        ("安亭镇", "黄", "嘉定区", "community"),
    ],
)
def test_nonsense_in_the_town_table_is_refused(world, town, community, name, code):
    with refused(code):
        town_rule_add(town=town, community=community, zone=zone(name), actor=world.admin)


def test_the_database_reads_as_the_delivered_tables(world):
    """A fresh instance answers as the published figures say."""
    assert Client.objects.exists()
    from lab.benches import addresses
    from orders.zones.addresses import resolve

    fresh = reader()
    assert [row for row in addresses.labels()[::9] if fresh.resolve(row["address"]) != resolve(row["address"])] == []


def test_the_command_reads_by_the_database(world, tmp_path, capsys):
    """`address_resolve`: what the administrator changed counts; the answer has the seven named fields."""
    zone_edit(zone=zone("嘉定区"), hours=48, aliases=["嘉定"], active=True, actor=world.admin)
    file = tmp_path / "addresses.txt"
    file.write_text("嘉定区安亭镇1号\n\n崇明县2号\n人民路3号\n", "utf-8")
    call_command("address_resolve", str(file))
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[0] == {
        "address": "嘉定区安亭镇1号",
        "district": "嘉定区",
        "town": "安亭镇",
        "zone": "嘉定区",
        "hours": 48,
        "outcome": "resolved",
        "reason": "town_named",
    }
    assert [answer["outcome"] for answer in answers] == ["resolved", "out_of_area", "ask"]


def test_the_command_without_a_database(tmp_path):
    """A new machine: the delivered tables answer, and no database file is left behind."""
    done = subprocess.run(
        [sys.executable, "manage.py", "address_resolve"],
        cwd=settings.BASE_DIR,
        input="上海市青浦区赵巷镇1号\n",
        env=os.environ | {"HANDOVER_DATA": str(tmp_path / "new"), "DATABASE_URL": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout)["hours"] == 48
    assert not list(tmp_path.rglob("*.sqlite3*"))
