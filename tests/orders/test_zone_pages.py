"""The zone pages and their API, by role (SLA-20 to SLA-24)."""

import pytest

from core import clock
from orders.intake.services.imports import order_import
from orders.register.models import Order, ServiceZone
from orders.zones.models import RememberedStreet, TownRule, ZoneQuestion
from people.rights import rights
from tests.orders.books import book, row

ANSWER = {"cs_agent", "cs_manager", "intake"}
EDIT = {"admin"}
READ = ANSWER | EDIT | {"platform_manager", "dispatcher", "keeper", "account_manager"}


@pytest.fixture
def question(world):
    """One doubtful address in the queue."""
    cells = {"区": "", "街道/镇": "", "详细地址": "中山北路12号"}
    order_import(
        content=book(row(**cells)),
        filename="orders.xlsx",
        business_date=clock.today(),
        client=world.client,
        platform=world.platform,
        actor=world.intake,
    )
    return ZoneQuestion.objects.get()


def test_the_matrix_of_the_zone_pages():
    assert {len(rights[f"zones.{name}"].roles) for name in ("answer",)} == {len(ANSWER)}
    assert len(rights["zones.read"].roles) == len(READ) and len(rights["zones.edit"].roles) == 1


@pytest.mark.parametrize(
    "name", ["cs_agent", "cs_manager", "intake", "admin", "keeper", "cashier", "hq_finance", "it_support"]
)
def test_who_may_look_and_who_may_change(world, client, question, name):
    client.force_login(world.people[name])
    zone, rule = ServiceZone.objects.first(), TownRule.objects.first()
    wanted = {True: {200, 302}, False: {403}}
    assert client.get("/zones/questions/").status_code in wanted[name in ANSWER]
    assert client.post(f"/zones/questions/{question.pk}/", {"zone": "静安区"}).status_code in wanted[name in ANSWER]
    assert client.get("/zones/").status_code in wanted[name in READ]
    assert client.post(f"/zones/{zone.pk}/", {"hours": 24, "active": 1}).status_code in wanted[name in EDIT]
    assert client.post(f"/zones/towns/{rule.pk}/remove/").status_code in wanted[name in EDIT]


def test_the_queue_shows_address_reason_candidates_and_street(world, client, question):
    client.force_login(world.cs_agent)
    text = client.get("/zones/questions/").content.decode()
    assert "中山北路12号" in text and "可能位于多个区" in text and "为“中山北路”记住" in text
    for place, name in enumerate(("虹口区", "闸北区", "普陀区"), 1):
        assert f'value="{name}" data-row-key="Digit{place}"' in text
    assert "王女士" not in text and "13812345678" not in text


def test_the_order_list_does_not_call_a_question_out_of_area(world, client, question):
    client.force_login(world.cs_agent)
    listed = f"/orders/?date={clock.today()}"
    assert '<span class="tag tag-warn">待定区域</span>' in client.get(listed).content.decode()
    client.post(f"/zones/questions/{question.pk}/", {"zone": "虹口区"})
    assert 'tag-warn">待定区域' not in client.get(listed).content.decode()


def test_a_click_places_the_order_and_remembers(world, client, question):
    client.force_login(world.cs_agent)
    answer = client.post(f"/zones/questions/{question.pk}/", {"zone": "虹口区", "remember": "1"}, follow=True)
    assert "虹口区" in answer.content.decode()
    assert Order.objects.get().status == "expected"
    answered = client.get("/zones/questions/?status=answered").content.decode()
    assert "虹口区" in answered and world.cs_agent.name in answered
    street = RememberedStreet.objects.get()
    assert "中山北路" in client.get("/zones/").content.decode()
    client.post(f"/zones/streets/{street.pk}/forget/")
    assert not RememberedStreet.objects.exists()


def test_another_zone_out_of_area_and_no_choice(world, client, question):
    client.force_login(world.intake)
    url = f"/zones/questions/{question.pk}/"
    back = {"_back": "/zones/questions/"}
    assert "请先选择区域" in client.post(url, back, follow=True).content.decode()
    assert ZoneQuestion.objects.get().state == "open"
    client.post(url, {"zone": "outside"})
    assert (Order.objects.get().status, Order.objects.get().exceptions.count()) == ("out_of_area", 1)
    assert "已确定" in client.post(url, {"other": "青浦区"} | back, follow=True).content.decode()


def test_the_administrator_edits_and_readers_read(world, client):
    client.force_login(world.admin)
    zone = ServiceZone.objects.get(name="嘉定区")
    client.post(f"/zones/{zone.pk}/", {"hours": "48", "aliases": "嘉定，嘉定县", "active": "1"})
    zone.refresh_from_db()
    assert (zone.hours, zone.aliases, zone.active) == (48, ["嘉定", "嘉定县"], True)
    other = ServiceZone.objects.get(name="南汇区")
    client.post("/zones/towns/", {"town": "川沙新镇", "community": "黄楼社区", "zone": other.pk})
    rule = TownRule.objects.get(community="黄楼社区")
    client.post(f"/zones/towns/{rule.pk}/remove/")
    assert not TownRule.objects.filter(pk=rule.pk).exists()
    wrong = {"town": "无名镇", "zone": other.pk, "_back": "/zones/"}
    assert "无名镇" in client.post("/zones/towns/", wrong, follow=True).content.decode()
    client.force_login(world.dispatcher)
    text = client.get("/zones/").content.decode()
    assert "周浦镇" in text and "嘉定县" in text and f"/zones/{zone.pk}/" not in text


def test_api_of_the_queue(world, client, question):
    client.force_login(world.cs_agent)
    listed = client.get("/api/v1/zones/questions/").json()
    assert listed["count"] == 1
    assert listed["results"][0]["candidates"] == ["虹口区", "闸北区", "普陀区"]
    url = f"/api/v1/zones/questions/{question.pk}/answer/"
    assert client.post(url, {"zone": "火星区"}, content_type="application/json").status_code == 404
    answer = client.post(url, {"zone": "普陀区", "remember": True}, content_type="application/json")
    assert answer.json() == {"placed": [question.order_id]}
    assert client.post(url, {"zone": "普陀区"}, content_type="application/json").status_code == 409
    assert {row["hours"] for row in client.get("/api/v1/zones/").json()["results"]} == {24, 48}


def test_questions_in_english(world, client, question):
    client.force_login(world.cs_agent)
    type(world.cs_agent).objects.update(language="en")
    assert "May lie in several districts" in client.get("/zones/questions/").content.decode()
