"""One delivered stop on a phone of 360 x 740, signed by finger on the screen."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from orders.register.models import Order
from tests.dispatch.morning import on_road, stock, stop_of

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(chromium, live_server, transactional_db, settings):
    """Returns tab(user): a phone's page, signed in; a fault in a script fails the test."""
    settings.SIMULATION = True
    complaints, opened = [], []

    def tab(user):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url, has_touch=True)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(context)
        return page

    yield tab
    for context in opened:
        context.close()
    assert not complaints


def test_a_stop_is_delivered_with_a_drawn_signature(screen, transactional_db, settings):
    from django.db import transaction

    from tests.world import World

    day = clock.today()
    clock.move_to(clock.at(day, "07:10"))
    with transaction.atomic():
        world = World.build(drivers=1)
        orders = stock(world, day, [0, 0])
        on_road(world, day, orders)
    clock.move_to(clock.at(day, "10:00"))
    page = screen(world.drivers[0].user)
    page.goto(reverse("driver-run"))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click(".action .btn-ok")
    page.click("button.btn-ok")
    assert page.is_visible("[data-sign-missing]"), "nothing is sent without a signature"
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 30 + step * 18, box["y"] + 60 + (step % 3) * 20)
    page.mouse.up()
    page.click("button.btn-ok")
    page.wait_for_url("**" + reverse("driver-run"))
    order = Order.objects.get(pk=orders[0].pk)
    assert order.status == "delivered"
    assert stop_of(order).receipt.signatures.get(side="buyer").outside.file.size > 500
    assert orders[1].recipient.address in page.inner_text(".card.is-next")
