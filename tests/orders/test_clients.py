"""ENT-04: every form, command and operation that needs a client asks for it, and has it chosen when there is one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.errors import Invalid
from dispatch.calls.services.calls import call_log
from dispatch.calls.windows import windows_of
from operations.board.selectors import board
from orders.gate.models import Arrival
from orders.intake.models import ImportBatch
from orders.register.forms import ClientField
from orders.register.models import Client, Order, ZoneTerms
from orders.register.selectors.clients import client_chosen
from orders.register.services.promise import place_set
from orders.register.services.setup import client_create
from orders.zones.services.tables import zone_edit
from tests.dispatch.morning import planned, stock, window
from tests.orders.books import book, row
from tests.orders.gate import refused, truck

FORMS = [
    ("intake", "/orders/imports/"),
    ("keeper", "/arrivals/new/"),
    ("cs_agent", "/exceptions/register/"),
    ("cs_manager", "/recon/"),
]


@pytest.fixture
def second(world):
    return client_create(code="SN", name="苏宁易购", short_name="苏宁", actor=None)


def test_the_only_client_is_chosen_and_of_several_one_must_be_named(world):
    field = ClientField()
    assert (client_chosen(), field.clean("")) == (world.client, world.client)
    other = client_create(code="SN", name="苏宁易购", actor=None)
    assert client_chosen("SN") == other
    for code in ("", "XX"):
        with pytest.raises(Invalid):
            client_chosen(code)
    with pytest.raises(ValidationError):
        ClientField().clean("")
    Client.objects.filter(pk=other.pk).delete()


@pytest.mark.parametrize(("person", "path"), FORMS)
def test_each_form_has_the_client(world, client, person, path):
    client.force_login(getattr(world, person))
    text = client.get(path).content.decode()
    assert f'<option value="{world.client.pk}" selected>' in text and "请选择</option>" not in text
    client_create(code="SN", name="苏宁易购", actor=None)
    text = client.get(path).content.decode()
    assert "苏宁易购" in text and f'<option value="{world.client.pk}" selected>' not in text


def test_a_truck_and_a_file_of_nobody_are_refused_and_nothing_typed_is_lost(world, day, client, second):
    client.force_login(world.keeper)
    values = {"business_date": day, "carrier": "支线承运", "plate": "沪B1", "seal_intact": "on"}
    answer = client.post("/arrivals/new/", values)
    assert "支线承运" in answer.content.decode() and not Arrival.objects.exists()
    client.post("/arrivals/new/", values | {"client": second.pk})
    assert Arrival.objects.get().client == second
    client.force_login(world.intake)
    file = SimpleUploadedFile("orders.xlsx", book(row()))
    answer = client.post("/api/v1/imports/", {"file": file, "business_date": f"{day}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "client")
    file = SimpleUploadedFile("orders.xlsx", book(row()))
    answer = client.post("/api/v1/imports/", {"file": file, "business_date": f"{day}", "client": "SN"})
    assert (answer.status_code, ImportBatch.objects.get().client) == (201, second)


def test_a_window_is_as_long_as_the_clients_terms_allow(world, day):
    """INV-20: four hours unless the contract says less."""
    orders = stock(world, day, [0])
    planned(world, day, orders)
    Client.objects.update(window_hours=3)
    orders[0].refresh_from_db()
    clock.move_to(clock.at(day, "09:31"))
    with refused("window_long"):
        call_log(order=orders[0], caller=world.cs_agent, result="booked", **window(day, "09:00", "13:00"))
    call_log(order=orders[0], caller=world.cs_agent, result="booked", **window(day, "09:00", "12:00"))


def test_lists_say_whose_a_row_is_once_there_are_several(world, day, client, second):
    truck(world)
    client.force_login(world.keeper)
    assert "卓越</div>" in client.get("/arrivals/").content.decode()


def test_the_board_counts_what_each_client_sends(world, day, second):
    world.order_make(business_date=day)
    truck(world)
    lights = {light.code: (light.done, light.total) for light in board(world.platform_manager, day)["lights"]}
    assert (lights["DAY-01"], lights["DAY-02"], lights["DAY-12"]) == ((1, 2), (1, 1), (0, 1))


def shipped(world, day):
    """An order that was promised at its ship-out."""
    order = world.order_make(business_date=day)
    Order.objects.filter(pk=order.pk).update(shipped_at=clock.at(day, "01:00"))
    return place_set(order=order, zone=order.zone, actor=None)


@pytest.mark.parametrize("how", ["hours", "terms"])
def test_what_was_promised_at_the_ship_out_stays_when_the_truck_comes(world, day, how):
    """The zone gets other hours, or leaves the terms, between the two: neither moves nor takes away a promise."""
    order = shipped(world, day)
    if how == "hours":
        zone_edit(zone=order.zone, hours=48, aliases=[], active=True, actor=world.admin)
    else:
        ZoneTerms.objects.create(client=world.client, zone=order.zone, hours=None)
    arrival = truck(world)
    promised = order.promise_at
    order.refresh_from_db()
    assert (order.promise_at, order.arrived_at) == (promised, arrival.arrived_at)
    assert promised == clock.at(day, "01:00") + dt.timedelta(hours=24)


def test_an_order_whose_zone_left_the_terms_keeps_the_plans_hours(world, day):
    order = shipped(world, day)
    ZoneTerms.objects.create(client=world.client, zone=order.zone, hours=None)
    assert place_set(order=order, zone=order.zone, actor=None).promise_at == order.promise_at


@pytest.mark.parametrize(
    "code", ["", "done", "working", "failed", "A/B", 'A"B', "苏宁", "A\r\nX", "C 1", "TOOLONG1234"]
)
def test_a_code_that_no_file_or_folder_can_bear_is_refused(world, code):
    with refused("code"):
        client_create(code=code, name="苏宁易购", actor=None)


@pytest.mark.parametrize("name", ["A/B", "A[1]", "A:B", "'x'", "A*?", " "])
def test_a_name_that_no_workbook_can_bear_is_refused(world, name):
    with refused("short_name"):
        client_create(code="SN", name="苏宁易购", short_name=name, actor=None)


def test_windows_are_offered_as_long_as_the_terms_allow_and_until_they_end(day):
    clock.move_to(clock.at(day, "08:00"))
    assert [str(window) for window in windows_of(day, 4)][:2] == ["09:00-12:00", "10:00-13:00"]
    assert [str(window) for window in windows_of(day, 2)][:2] == ["09:00-11:00", "10:00-12:00"]
    clock.move_to(clock.at(day, "11:30"))
    assert [window.is_over for window in windows_of(day, 2)][:2] == [True, False]


def test_the_desk_and_the_phone_offer_the_same_windows_and_the_desk_those_with_a_key(world, day, client):
    order = stock(world, day, [0])[0]
    run = planned(world, day, [order])
    clock.move_to(clock.at(day, "09:31"))
    client.force_login(world.cs_agent)
    desk = client.get(reverse("call-desk"), {"date": f"{day}", "order": order.pk}).context["windows"]
    client.force_login(run.driver.user)
    phone = client.get(reverse("driver-call", args=[run.stops.get().pk])).context["windows"]
    assert [window for window in phone if window.letter] == desk != phone


@pytest.mark.parametrize("code", ["C01\x00", "x" * 100_000, "  ", None, [], {}, 5])
def test_a_nonsense_client_over_the_api_is_refused(world, client, code):
    client.force_login(world.cs_manager)
    asked = {"business_date": "2026-11-02", "kind": "noon", "client": code}
    answer = client.post("/api/v1/feedback/", asked, content_type="application/json")
    assert 400 <= answer.status_code < 500 and len(answer.content) < 1000


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01"])
def test_a_date_at_the_end_of_the_calendar_is_refused(world, client, date):
    client.force_login(world.cs_manager)
    asked = {"business_date": date, "kind": "noon"}
    assert client.post("/api/v1/feedback/", asked, content_type="application/json").status_code in (409, 422)
    assert client.get(f"/feedback/preview/?date={date}").status_code in (200, 422)
