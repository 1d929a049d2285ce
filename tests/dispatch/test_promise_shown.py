"""CON-15: who is late by the customer's own wish is shown so, with the call as proof; the reports count on."""

import pytest

from core import clock
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_delivered
from orders.register.models import Order
from tests.dispatch.morning import PNG, on_road, stock, stop_of, window
from tests.orders.gate import check, sign, truck

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(world, day):
    """On the road, promised for 14:00; it is 09:40."""
    clock.move_to(clock.at(day, "07:10"))
    order = stock(world, day, [0])[0]
    Order.objects.filter(pk=order.pk).update(promise_at=clock.at(day, "14:00"))
    on_road(world, day, [order])
    clock.move_to(clock.at(day, "09:40"))
    return order


def say(world, order, result, start, end):
    call_log(order=order, caller=world.cs_agent, result=result, **window(order.business_date, start, end))


def shown(client, world, order, at, language="en"):
    """(promise of the API, order page, order list) at a time of the day."""
    clock.move_to(clock.at(order.business_date, at))
    type(world.cs_agent).objects.update(language=language)
    client.force_login(world.cs_agent)
    day = order.business_date.isoformat()
    pages = [client.get(path).content.decode() for path in (f"/orders/{order.pk}/", f"/orders/?business_date={day}")]
    return client.get(f"/api/v1/orders/{order.pk}/").json()["promise"], *pages


@pytest.mark.parametrize(
    ("language", "late", "excused", "proof", "later"),
    [
        (
            "en",
            "2 h 0 min late",
            "by the customer&#x27;s own wish",
            "the customer named 11-17 15:00-18:00 himself",
            "customer's wish",
        ),
        ("zh-hans", "晚 2 小时 0 分", "客户自定时间", "客户自己指定了 11-17 15:00-18:00", "按客户意愿延后"),
    ],
)
def test_the_customers_own_later_time_excuses_until_it_is_over(
    world, client, order, language, late, excused, proof, later
):
    promise, *_pages = shown(client, world, order, "09:41", language)
    assert (promise["state"], promise["late_minutes"]) == ("running", 0)
    say(world, order, "designated", "15:00", "18:00")
    promise, page, orders = shown(client, world, order, "16:00", language)
    assert (promise["state"], promise["late_minutes"]) == ("excused", 120)
    assert late in page and excused in page and proof in page
    assert 'class="is-late"' not in orders and later in orders
    promise, page, orders = shown(client, world, order, "18:01", language)
    assert (promise["state"], promise["designated_at"]) == ("late", None)
    assert proof not in page and 'class="is-late"' in orders


def test_delivered_in_the_named_time_stays_excused_and_before_the_promise_is_kept(world, client, order):
    say(world, order, "designated", "15:00", "18:00")
    clock.move_to(clock.at(order.business_date, "17:00"))
    stop_close_delivered(stop=stop_of(order), driver=world.drivers[0].user, signer_name="王", image=PNG)
    promise, *_pages = shown(client, world, order, "22:00")
    assert (promise["state"], promise["late_minutes"]) == ("excused", 180)
    Order.objects.filter(pk=order.pk).update(promise_at=clock.at(order.business_date, "17:00"))
    assert shown(client, world, order, "22:01")[0]["state"] == "kept"


def test_a_window_of_ours_a_word_taken_back_and_a_word_too_late_excuse_nothing(world, client, order):
    say(world, order, "booked", "15:00", "18:00")
    assert shown(client, world, order, "14:30")[0]["state"] == "late"
    say(world, order, "designated", "15:00", "18:00")
    assert shown(client, world, order, "15:30")[0]["state"] == "late", "said at 14:30, after the promise"


def test_the_last_word_before_the_promise_counts(world, client, order):
    say(world, order, "designated", "15:00", "18:00")
    say(world, order, "booked", "12:00", "15:00")
    assert shown(client, world, order, "14:30")[0]["state"] == "late"
    order.refresh_from_db()
    assert order.designations == []


def test_the_clients_own_lateness_stands_apart_on_the_order(world, client, day):
    """DAY-02."""
    order = world.order_make()
    Order.objects.filter(pk=order.pk).update(promise_at=clock.at(day, "14:00"))
    arrival = truck(world, at="05:25")
    check(world, arrival, rest="accepted")
    sign(world, arrival)
    promise, page, _orders = shown(client, world, order, "13:00")
    assert (promise["state"], promise["client_late_minutes"]) == ("running", 25)
    assert "was 25 min late" in page
