"""After the truck: surplus goods find their order; what is printed before it; whose lateness it was (FLW-B, DAY-02)."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from orders.exceptions.services.cases import exception_close, exception_instruct
from orders.gate.decisions import CARRIER_RETURN, KEEP
from orders.gate.models import Arrival
from orders.gate.selectors.stock import stock_counts
from orders.gate.selectors.surplus import surplus_going, surplus_kept
from orders.gate.services.areas import area_move
from orders.gate.services.joining import surplus_join
from orders.gate.services.surplus import surplus_add
from orders.intake.models import ImportBatch
from orders.register.models import CustodyMovement, GoodsItem, GoodsPart, Order
from tests.orders.books import book, row
from tests.orders.gate import check, on_hand, refused, sign, truck
from tests.orders.test_import_drafts_api import upload

pytestmark = pytest.mark.django_db


def surplus(world, arrival, decision=KEEP, **more):
    found = surplus_add(arrival=arrival, label="未知电视", actor=world.keeper, **more)
    exception_instruct(case=found.case, client_staff_no="80231", decision=decision, text="", actor=world.cs_agent)
    return found


@pytest.fixture
def kept(world):
    """Surplus goods that stand in the store by the receipt of Tuesday's truck, and the receipt."""
    world.order_make()
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    found = surplus(world, arrival, code="B1")
    sheet = sign(world, arrival)
    exception_close(case=found.case, executed=KEEP, actor=world.cs_agent)
    found.refresh_from_db()
    return found, sheet


def test_kept_goods_become_the_goods_of_their_order(world, kept):
    """The receipt that took them in is what moves them; nothing is counted twice, nothing goes back with a carrier."""
    found, sheet = kept
    order = world.order_make()
    assert (on_hand(world), stock_counts(world.keeper)["all"]) == (1, 2)
    item = surplus_join(found=found, order_no=order.waybill_no, actor=world.keeper)
    order.refresh_from_db()
    item.refresh_from_db()
    assert (item.order, order.status, item.area) == (order, "in_stock", "normal")
    movement = CustodyMovement.objects.get(item=item)
    assert (movement.sheet, movement.source, movement.target) == (sheet, world.client_holder, found.holder)
    assert (on_hand(world), stock_counts(world.keeper)["all"]) == (2, 2)
    assert not surplus_kept(world.keeper).exists()
    clock.move_to(clock.now() + dt.timedelta(days=1))
    assert surplus_going(truck(world)) == []
    with refused("not_kept"):
        surplus_join(found=found, order_no=order.order_no, actor=world.keeper)


def shipments(world, *skus):
    """Two expected shipments of one order number, with these goods."""
    orders = [world.order_make() for _ in skus]
    for place, (order, sku) in enumerate(zip(orders, skus, strict=True), 1):
        Order.objects.filter(pk=order.pk).update(order_no="TWO", shipment_no=f"S{place}")
        order.items.update(sku=sku)
    return orders


def test_kept_goods_find_their_shipment_among_those_of_one_number(world, kept):
    first, second = shipments(world, "ZZZ", "B1")
    assert surplus_join(found=kept[0], order_no="TWO", actor=world.keeper).order == second
    first.refresh_from_db()
    assert first.status == "expected"


def test_kept_goods_that_fit_two_shipments_ask_for_the_waybill(world, kept):
    _first, second = shipments(world, "ZZZ", "ZZZ")
    with refused("which_shipment"):
        surplus_join(found=kept[0], order_no="TWO", actor=world.keeper)
    assert surplus_join(found=kept[0], order_no=second.waybill_no, actor=world.keeper).order == second


def test_a_scan_accepts_one_shipment_and_one_piece(world, client):
    """A number that two shipments have accepts none, a waybill its own, a label the first piece without a result."""
    first, second = shipments(world, "TV1", "TV1")
    arrival = truck(world)
    client.force_login(world.keeper)
    scan = reverse("arrival-scan", args=[arrival.pk])

    def accepted(code):
        page = client.post(scan, {"code": code}, follow=True)
        return page.content.decode(), set(arrival.lines.values_list("item__order", flat=True))

    page, orders = accepted("TWO")
    assert orders == set() and "扫描运单" in page
    assert accepted(second.waybill_no)[1] == {second.pk}
    third = world.order_make()
    third.items.update(sku="TV1")
    assert len(accepted("tv1")[1]) == 2
    assert accepted("TV1")[1] == {first.pk, second.pk, third.pk}


def test_half_an_order_waits_for_its_other_half(world, kept):
    order = world.order_make(items=2)
    with refused("which_item"):
        surplus_join(found=kept[0], order_no=order.order_no, actor=world.keeper)
    item = surplus_join(found=kept[0], order_no=order.order_no, line_no=2, actor=world.keeper)
    order.refresh_from_db()
    assert (item.line_no, order.status) == (2, "expected")
    clock.move_to(clock.now() + dt.timedelta(days=1))
    arrival = truck(world)
    check(world, arrival, rest="accepted")
    sign(world, arrival)
    order.refresh_from_db()
    assert order.status == "in_stock"


def test_a_keeper_of_no_platform_moves_what_stands_in_the_hub(world, kept):
    """He may see every store; what he moves without saying where is the hub's."""
    world.keeper.platform = None
    world.keeper.save(update_fields=["platform"])
    item = GoodsItem.objects.get(holder__kind="store")
    slip = area_move(items=[item.pk], area="defective", signer=world.keeper)
    item.refresh_from_db()
    assert (item.area, slip.platform) == ("defective", world.platform)


def test_only_what_fits_is_joined(world, kept):
    found = kept[0]
    order, cooler, many = (world.order_make() for _ in range(3))
    GoodsPart.objects.create(item=cooler.items.get(), kind="indoor", code="KF-26-N")
    many.items.update(pieces=2)
    Order.objects.filter(pk=order.pk).update(status="cancelled")
    no_order, no_item = (order.order_no, "nothing"), (cooler.order_no, many.order_no)
    for number, code in [*((number, "order") for number in no_order), *((number, "no_item") for number in no_item)]:
        with refused(code):
            surplus_join(found=found, order_no=number, actor=world.keeper)
    clock.move_to(clock.now() + dt.timedelta(days=1))
    arrival, checked = truck(world), world.order_make()
    check(world, arrival, {"item": checked.items.get().pk, "outcome": "accepted"})
    with refused("no_item"):
        surplus_join(found=found, order_no=checked.order_no, actor=world.keeper)
    going = surplus(world, arrival, CARRIER_RETURN)
    with refused("not_kept"):
        surplus_join(found=going, order_no=checked.order_no, actor=world.keeper)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "关联"), ("en", "Join")])
def test_the_keeper_joins_on_the_stock_page_or_by_a_call(world, client, kept, language, words):
    found, first, second = kept[0], world.order_make(), world.order_make()
    type(world.keeper).objects.update(language=language)
    client.force_login(world.keeper)
    page = client.get("/stock/").content.decode()
    assert words in page and f"/stock/surplus/{found.pk}/join/" in page
    assert client.post(f"/stock/surplus/{found.pk}/join/", {"order_no": ""}).status_code == 422
    if language == "en":
        path = f"/api/v1/stock/surplus/{found.pk}/join/"
        answer = client.post(path, {"order_no": first.order_no}, "application/json")
        assert answer.json() == {"item": first.items.get().pk, "order": first.pk, "order_status": "in_stock"}
    else:
        assert client.post(f"/stock/surplus/{found.pk}/join/", {"order_no": second.order_no}).status_code == 302
        second.refresh_from_db()
        assert second.status == "in_stock"
    client.force_login(world.dispatcher)
    assert client.post(f"/stock/surplus/{found.pk}/join/", {"order_no": first.order_no}).status_code == 403


def test_the_batch_is_printed_before_the_truck_arrives(world, client):
    """FLW-A.4, DAY-03: list and workbook come from the import alone; no arrival is registered."""
    clock.move_to(clock.at(dt.date(2026, 11, 2), "04:20"))
    client.force_login(world.intake)
    batch = upload(client, book(row(), row(订单号="A2")), to="").json()["id"]
    client.force_login(world.keeper)
    page = client.get(f"/orders/imports/{batch}/print/").content.decode()
    assert "A1" in page and "A2" in page and "安亭" not in page
    printed = openpyxl.load_workbook(io.BytesIO(client.post(f"/orders/imports/{batch}/print/").content))
    assert {"A1", "A2"} <= {str(cell) for line in printed.active.values for cell in line}
    assert ImportBatch.objects.get().printed_at == clock.now() and not Arrival.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "客户晚到 35 分钟"), ("en", "Client late by 35 min")])
def test_the_clients_lateness_is_shown_apart(world, client, language, words):
    """DAY-02: the truck of 05:35 is 35 minutes late, and the list, the page and the API say that it is the client."""
    type(world.keeper).objects.update(language=language)
    arrival = truck(world, at="05:35", unloaded=False)
    client.force_login(world.keeper)
    assert words in client.get("/arrivals/").content.decode()
    assert "35" in client.get(f"/arrivals/{arrival.pk}/").content.decode()
    assert client.get(f"/api/v1/arrivals/{arrival.pk}/").json()["client_late_minutes"] == 35
