"""The driver's pages: one stop after the other, the message on the card, nothing of anybody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock
from core.outbox import outbox_pump
from dispatch.calls.services.calls import call_log
from dispatch.handover.services.handover import handover_sign
from orders.register.models import Document, Order
from orders.register.services.status import payment_state_set
from tests.dispatch.morning import PNG, hold, issued, on_road, reasons, stock, stop_of
from tests.driver.test_api import IMAGE


def phone(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(user, name, *args):
    return phone(user).get(reverse(name, args=args))


def text_of(response):
    return response.content.decode()


@pytest.fixture
def road(world, day):
    """(orders, driver's user): 2,199.00 by card, 999.00 in cash, one prepaid; on the road at 10:00."""
    clock.move_to(clock.at(day, "07:10"))
    reasons()
    orders = stock(world, day, [219900, 99900, 0], {1})
    on_road(world, day, orders)
    clock.move_to(clock.at(day, "10:00"))
    return orders, world.drivers[0].user


def deliver(user, order, **more):
    body = {"signer_name": "王女士", "image": IMAGE, "method": "drawn", **more}
    return phone(user).post(reverse("driver-deliver", args=[stop_of(order).pk]), body)


def test_every_page_opens_in_both_languages(world, road):
    orders, driver = road
    stop = stop_of(orders[0]).pk
    for language in ("zh-hans", "en"):
        driver.language = language
        driver.save()
        for name, args in (
            ("driver-run", ()),
            ("driver-calls", ()),
            ("driver-me", ()),
            ("driver-handover", ()),
            ("driver-stop", (stop,)),
            ("driver-deliver", (stop,)),
            ("driver-refuse", (stop,)),
            ("driver-call", (stop,)),
        ):
            assert page_of(driver, name, *args).status_code == 200, (language, name)
    idle = world.drivers[1].user
    for name in ("driver-run", "driver-calls", "driver-me", "driver-handover"):
        assert page_of(idle, name).status_code == 200


def test_the_slip_comes_before_the_signature_on_the_page_too(road):
    """SCN-15, INV-28: no signature is asked for while money is due, and a sent one is refused on the card."""
    orders, driver = road
    assert 'name="image"' not in text_of(page_of(driver, "driver-deliver", stop_of(orders[0]).pk))
    assert orders[0].order_no in text_of(page_of(driver, "driver-stop", stop_of(orders[0]).pk))
    early = deliver(driver, orders[0])
    assert early.status_code == 409 and 'role="alert"' in text_of(early)
    assert Order.objects.get(pk=orders[0].pk).status == "out_for_delivery"
    payment_state_set(order_ids=[orders[0].pk], state="paid", actor=None)
    assert 'name="image"' in text_of(page_of(driver, "driver-deliver", stop_of(orders[0]).pk))
    done = deliver(driver, orders[0])
    assert (done.status_code, done["Location"]) == (302, reverse("driver-run"))
    assert Order.objects.get(pk=orders[0].pk).status == "delivered"


def test_a_form_sent_twice_counts_once(road):
    orders, driver = road
    first = deliver(driver, orders[2], _once="one-token")
    again = deliver(driver, orders[2], _once="one-token")
    assert (first.status_code, again.status_code) == (302, 302)
    assert Document.objects.filter(order=orders[2]).count() == 1


def test_a_photographed_paper_is_taken_without_a_script(road):
    orders, driver = road
    photo = SimpleUploadedFile("paper.png", PNG, "image/png")
    assert deliver(driver, orders[2], image=photo, method="paper").status_code == 302
    signature = stop_of(orders[2]).receipt.signatures.get(side="buyer")
    assert (signature.method, signature.witness) == ("paper", driver)


def test_a_refusal_keeps_what_was_typed(road):
    """INV-22, SCN-09: damage needs a photo; the words are still there."""
    orders, driver = road
    url = reverse("driver-refuse", args=[stop_of(orders[2]).pk])
    missing = phone(driver).post(url, {"reason": "packaging_damaged", "note": "外箱压坏"})
    assert missing.status_code == 422 and "外箱压坏" in text_of(missing)
    photo = SimpleUploadedFile("box.png", PNG, "image/png")
    done = phone(driver).post(url, {"reason": "packaging_damaged", "note": "外箱压坏", "photo": photo, "clause": "5.2"})
    assert done.status_code == 302
    assert Order.objects.get(pk=orders[2].pk).status == "refused_onsite"


def test_another_drivers_pages_are_not_there(world, road):
    orders, _driver = road
    other = world.drivers[1].user
    stop = stop_of(orders[0]).pk
    for name in ("driver-stop", "driver-deliver", "driver-refuse", "driver-call", "driver-stop-payment"):
        assert page_of(other, name, stop).status_code == 404
    for name in ("driver-deliver", "driver-refuse", "driver-call", "driver-cash"):
        assert phone(other).post(reverse(name, args=[stop]), {"result": "no_answer"}).status_code == 404
    assert page_of(world.keeper, "driver-run").status_code == 403


def test_do_not_visit_is_shown_at_once_and_acknowledged(world, road):
    """FLW-E.4: a refusal on the phone reaches the driver who has the goods."""
    orders, driver = road
    call_log(
        order=orders[2],
        caller=world.cs_agent,
        result="refused",
        retention="not_retained",
        retention_note="不要了",
        client_staff_no="80417",
    )
    outbox_pump()
    seen = text_of(page_of(driver, "driver-run"))
    assert orders[2].order_no in seen and reverse("driver-notices-read") in seen
    phone(driver).post(reverse("driver-notices-read"))
    assert reverse("driver-notices-read") not in text_of(page_of(driver, "driver-run"))
    assert deliver(driver, orders[2]).status_code == 409


def test_the_first_three_are_booked_on_the_phone(day, road):
    orders, driver = road
    url = reverse("driver-call", args=[stop_of(orders[1]).pk])
    assert phone(driver).post(url, {"result": "booked", "window": ""}).status_code == 422
    assert phone(driver).post(url, {"result": "designated", "start": "25:00", "end": "26:00"}).status_code == 422
    assert phone(driver).post(url, {"result": "booked", "window": "13:00-16:00"}).status_code == 302
    slot = Order.objects.get(pk=orders[1].pk).appointment
    assert (slot.status, slot.window_start) == ("booked", clock.at(day, "13:00"))


def test_goods_are_found_line_by_line_and_signed_with_the_own_session(world, day):
    """FLW-C.2, FLW-C.4: the driver's own side, after the last line."""
    orders = stock(world, day, [68000, 0])
    run, sheet = issued(world, day, orders)
    hold(run, 68000)
    driver = world.drivers[0].user
    found, sign = reverse("driver-handover-found"), reverse("driver-sheet", args=[sheet.pk])
    phone(driver).post(found, {"order": [orders[0].pk]})
    assert "note-warn" in text_of(phone(driver).post(found, follow=True)), "nothing ticked is said"
    body = {"shown_hash": sheet.shown_hash}
    early = phone(driver).post(sign, body)
    assert early.status_code == 409
    phone(driver).post(found, {"all": "1"})
    assert orders[0].recipient.address in text_of(phone(driver).get(sign)), "he reads who gets it before he signs"
    assert phone(driver).post(sign, body).status_code == 302
    assert handover_sign(run=run, side="keeper", signer=world.keeper, shown_hash=sheet.shown_hash) is True
    assert page_of(world.drivers[1].user, "driver-sheet", sheet.pk).status_code == 404
