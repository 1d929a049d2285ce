"""The order page, global search, files, the board, the clock and the balance."""

import base64

import pytest

from core import clock, files
from core.errors import Invalid, Missing
from dispatch.doorstep.kinds import REFUSAL_PHOTO
from lab.clock.services import clock_move
from lab.simulation.images import PHOTO
from operations.balance.selectors import balance
from operations.files.selectors import file_for
from operations.search.selectors import orders_found
from orders.exceptions.cases import OTHER
from orders.exceptions.services.cases import exception_open
from orders.intake.services.imports import order_import
from orders.register.models import Order
from tests.dispatch.morning import planned, stock
from tests.orders.books import book, row
from tests.world import PASSWORD

PNG = base64.b64decode(PHOTO.split(",")[1])


@pytest.fixture
def agent(world, client):
    client.post("/login/", {"username": "cs_agent", "password": PASSWORD})
    return client


def test_order_page_tells_where_goods_and_money_are(world, agent):
    order = world.order_make(amount_fen=2_199_00, items=2)
    exception_open(kind=OTHER, order=order, description="carton torn", actor=world.keeper)
    text = agent.get(f"/orders/{order.pk}/").content.decode()
    assert order.order_no in text and "2,199.00" in text
    assert "卓越亚马逊" in text and "YC" in text
    assert order.recipient.phone not in text and order.recipient.masked_phone in text


def test_an_orders_story_begins_with_the_clients_file(world, agent, day):
    """Imported, and planned on a run: what happened stands on the order page from the first moment."""
    order_import(
        content=book(row()),
        filename="orders.xlsx",
        business_date=day,
        client=world.client,
        platform=world.platform,
        actor=world.intake,
    )
    imported, planned_one = Order.objects.get(), stock(world, day, [0])[0]
    planned(world, day, [planned_one])
    assert "由客户文件导入" in agent.get(f"/orders/{imported.pk}/").content.decode()
    assert "已排入车次" in agent.get(f"/orders/{planned_one.pk}/").content.decode()


def test_showing_a_phone_number_is_written_down(world, agent):
    """NFR-05: masked everywhere, shown on demand, and the look is in the order's own history."""
    order = world.order_make()
    shown = agent.post(f"/orders/{order.pk}/phone/", follow=True).content.decode()
    assert order.recipient.phone in shown
    again = agent.get(f"/orders/{order.pk}/").content.decode()
    assert order.recipient.phone not in again and world.cs_agent.staff_no in again


def test_another_platforms_order_is_not_there(world, client):
    """SOD-07: for a stranger the page is 404 and the search finds nothing."""
    order = world.order_make()
    client.post("/login/", {"username": "stranger", "password": PASSWORD})
    assert client.get(f"/orders/{order.pk}/").status_code == 404
    assert orders_found(world.stranger, order.order_no) == []


def test_search_by_number_waybill_and_phone_tail(world, agent):
    first, second = world.order_make(), world.order_make()
    assert agent.get("/search/", {"q": first.order_no})["Location"] == f"/orders/{first.pk}/"
    assert agent.get("/search/", {"q": second.waybill_no})["Location"] == f"/orders/{second.pk}/"
    assert orders_found(world.cs_agent, first.recipient.phone_tail) == [first]
    assert len(orders_found(world.cs_agent, "T00")) == 2
    assert agent.get("/search/", {"q": "no such thing"}).status_code == 200


def test_a_photo_opens_only_for_those_who_may_see_its_order(world):
    order = world.order_make()
    stored = files.photo_store(
        content=PNG, name="a.png", kind=REFUSAL_PHOTO, about=order.audit_about, actor=world.keeper
    )
    assert file_for(world.cs_agent, stored.pk) == stored
    for person in (world.stranger, world.drivers[0].user, world.shuttle_driver, world.project_team):
        with pytest.raises(Missing):
            file_for(person, stored.pk)


def test_what_only_looks_like_a_picture_is_refused(world):
    """First bytes are not enough: what cannot be drawn would break the paper it is printed on."""
    for content in (b"\x89PNG\r\n\x1a\n" + b"0" * 20, b"GIF89a", PNG[:60], b""):
        with pytest.raises(Invalid):
            files.photo_store(content=content, name="a.png", kind=REFUSAL_PHOTO, actor=world.keeper)


def test_the_board_shows_every_deadline_with_its_light(world, client, day):
    client.post("/login/", {"username": "platform_manager", "password": PASSWORD})
    empty = client.get("/board/").content.decode()
    assert "DAY-06" in empty
    world.order_make(amount_fen=500_00)
    full = client.get("/board/").content.decode()
    assert "500.00" in full and "is-late" in full
    fragment = client.get("/board/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment and "DAY-06" in fragment


def test_the_clock_only_goes_forward_and_only_in_simulation(world, settings, day):
    clock_move(at=clock.at(day, "23:30"), running=False, actor=world.dispatcher)
    assert clock.now() == clock.at(day, "23:30")
    with pytest.raises(Exception, match=r"forward|向前|往前"):
        clock_move(at=clock.at(day, "08:00"), running=False, actor=world.dispatcher)
    settings.SIMULATION = False
    with pytest.raises(Exception, match=r"simulation|模拟"):
        clock_move(at=clock.at(day, "23:50"), running=False, actor=world.dispatcher)


def test_balance_counts_from_the_rows(world, day):
    """Goods with the client and 500.00 due: in = out, but money is still due, so it is not settled."""
    world.order_make(amount_fen=500_00, items=3)
    found = balance(day, day)
    assert found["goods"] == {
        "in": 3,
        "client": 3,
        "store": 0,
        "desk": 0,
        "driver": 0,
        "buyer": 0,
        "astray": 0,
        "balanced": True,
    }
    assert found["money"]["in"] == found["money"]["due"] == 500_00
    assert not found["balanced"]
