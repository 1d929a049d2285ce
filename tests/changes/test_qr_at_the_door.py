"""Wanted: the buyer pays by QR code at the door. One room: `stranger/qr`, a way of payment and its movement."""

import io

import openpyxl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.urls import reverse
from django.utils.translation.reloader import translation_file_changed

from cod.money.proof import ledger_verify
from cod.pos.models import Sale
from cod.pos.payways import ways_reported
from cod.sheet23.models import CodSheet
from cod.sheet23.services import handover_sheet_generate
from cod.totals.services.totals import driver_total_make
from core import rooms
from core.codes import Catalogue, UnknownCode
from core.files import content_of
from dispatch.doorstep.services import stop_close_delivered
from lab.terminal.client import way_for
from lab.terminal.forms import PosSaleForm
from orders.feedback.services import feedback_export
from orders.intake.services.imports import order_import
from orders.register.models import Order
from people.models import User
from sheets.titles import english
from tests.cod.money import Money
from tests.cod.test_gateway import Device, sold
from tests.contract import description, operations
from tests.orders.books import book, row
from tests.orders.gate import PNG

CHINESE = {"QR code at the door": "上门扫码付款", "QR code": "扫码"}


@pytest.fixture
def planted(monkeypatch, settings, tmp_path):
    """The stranger's app is installed, with its Chinese texts."""
    apps = [*rooms.own_apps(), "tests.changes.stranger"]
    monkeypatch.setattr(rooms, "own_apps", lambda: apps)
    texts = tmp_path / "zh_Hans/LC_MESSAGES/django.mo"
    texts.parent.mkdir(parents=True)
    catalog = Catalog(locale="zh_Hans")
    for msgid, text in CHINESE.items():
        catalog.add(msgid, text)
    with texts.open("wb") as file:
        write_mo(file, catalog)
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, str(tmp_path)]
    look_again(texts)
    yield
    monkeypatch.undo()
    look_again(texts)


def look_again(texts):
    """As at the start of the program: nobody remembers what the rooms declare."""
    for catalogue in Catalogue.every:
        catalogue._found = None
    for remembered in (english, description, operations):
        remembered.cache_clear()
    translation_file_changed(sender=None, file_path=texts)


@pytest.fixture
def paid(planted, world, day, client):
    """An order whose buyer paid by QR code and signed; (its run, the order, the receipt)."""
    money = Money(world, day)
    money.at("10:00")
    order = world.order_make(amount_fen=219_900, pay_mode="qr")
    run = money.out(world.drivers[0], [order])
    answer = Device(client, money.terminal()).send("sale", sold(order, card_kind="qr_code"))
    assert answer.json()["booked"] == "order"
    stop, driver = order.stops.get(), world.drivers[0].user
    receipt = stop_close_delivered(stop=stop, driver=driver, signer_name="王女士", image=PNG)
    return run, Order.objects.get(pk=order.pk), receipt


def read(client, person, url):
    """A page as this person reads it, in Chinese and in English."""
    pages = []
    for language in ("zh-hans", "en"):
        User.objects.filter(pk=person.pk).update(language=language)
        client.force_login(User.objects.get(pk=person.pk))
        answer = client.get(url)
        assert answer.status_code == 200, url
        pages.append(answer.content.decode())
    return pages


def test_without_the_room_nobody_takes_it(world, day, client):
    """An unknown way is refused at the gateway and at write."""
    order = world.order_make(amount_fen=1000)
    money = Money(world, day)
    money.out(world.drivers[0], [order])
    refused = Device(client, money.terminal()).send("sale", sold(order, card_kind="qr_code"))
    assert refused.status_code == 422 and "card_kind" in refused.json()["error"]["where"]
    with pytest.raises(UnknownCode):
        money.sale(order, way="qr")
    assert not Sale.objects.exists()


def test_the_drivers_total_carries_it(paid, world, client):
    run, order, _receipt = paid
    total = driver_total_make(run=run, actor=world.cashier)
    assert dict(total.sheet.content["totals"])["客户扫码"] == "2,199.00"
    assert [line["cells"][5] for line in total.sheet.content["lines"]] == ["客户扫码"]
    chinese, in_english = read(client, world.cashier, reverse("driver-total", args=[total.pk]))
    assert "客户扫码" in chinese and "QR code at the door" in in_english and "客户扫码" not in in_english


def test_the_sheet_of_23_00_carries_it(paid, world, day, client):
    Money(world, day).at("23:00")
    handover_sheet_generate(business_date=day)
    sheet = CodSheet.objects.get()
    assert (sheet.total_fen, sheet.sheet.content["lines"][0]["cells"][4]) == (219_900, "客户扫码")
    chinese, in_english = read(client, world.cashier, reverse("cod-sheet", args=[sheet.pk]))
    assert "客户扫码" in chinese and "QR code at the door" in in_english
    assert ledger_verify() == []


def test_the_clients_file_and_the_buyers_receipt_carry_it(paid, world, day, client):
    _run, order, receipt = paid
    assert dict(receipt.content["meta"])["收款方式"] == "扫码"
    chinese, in_english = read(client, world.cs_manager, reverse("sheet-page", args=[receipt.pk]))
    assert "扫码" in chinese and "QR code" in in_english and "扫码" not in in_english
    Money(world, day).at("12:00", 1)
    file = content_of(feedback_export(client=world.client, business_date=day, kind="noon").file)
    titles, cells = openpyxl.load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True)
    told = dict(zip(titles, cells, strict=True))
    assert (told["收款方式"], told["实收代收金额"]) == ("扫码", 2199)


def test_the_orders_page_and_the_api_carry_it(paid, world, client):
    _run, order, _receipt = paid
    chinese, in_english = read(client, world.cs_manager, reverse("order-page", args=[order.pk]))
    assert "上门扫码付款 · " in chinese and "QR code at the door · " in in_english
    assert "QR code at the door ¥2,199.00" in in_english, "the ledger's own entry"
    shown = client.get(f"/api/v1/orders/{order.pk}/").json()
    assert (shown["pay_mode"], shown["paid_with"], shown["collected_fen"]) == ("qr", "qr", 219_900)


def test_the_clients_order_file_may_ask_for_it_and_terminals_know_it(planted, world, day):
    content = book(row(付款方式="扫码", 代收金额="88.00"))
    place = {"client": world.client, "platform": world.platform, "actor": world.intake}
    order_import(content=content, filename="o.xlsx", business_date=day, **place)
    assert Order.objects.get(order_no="A1").pay_mode.words == "扫码"
    assert way_for("qr") is ways_reported()["qr_code"]
    assert ("qr_code", "上门扫码付款") in PosSaleForm().fields["card_kind"].choices
