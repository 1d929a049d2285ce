"""ENT-04: every form, command and operation that needs a client asks for it, and has it chosen when there is one."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.errors import Invalid
from dispatch.calls.forms import windows_of
from dispatch.calls.services.calls import call_log
from operations.board.selectors import board
from orders.gate.models import Arrival
from orders.intake.models import ImportBatch
from orders.register.forms import ClientField
from orders.register.models import Client
from orders.register.selectors.clients import client_chosen
from orders.register.services.setup import client_create
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
    assert [window[2:4] for window in windows_of(day, 2)][:2] == [("09:00", "11:00"), ("12:00", "14:00")]


def test_lists_say_whose_a_row_is_once_there_are_several(world, day, client, second):
    truck(world)
    client.force_login(world.keeper)
    assert "卓越</div>" in client.get("/arrivals/").content.decode()


def test_the_board_counts_what_each_client_sends(world, day, second):
    world.order_make(business_date=day)
    truck(world)
    lights = {light.code: (light.done, light.total) for light in board(world.platform_manager, day)["lights"]}
    assert (lights["DAY-01"], lights["DAY-02"], lights["DAY-12"]) == ((1, 2), (1, 1), (0, 1))
