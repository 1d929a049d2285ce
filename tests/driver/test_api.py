"""The phone's API: his own run, the slip before the signature, a reason for a refusal, once only."""

import base64

import pytest
from django.test import Client

from core import clock
from dispatch.calls.models import CallLog
from orders.register.models import Document, Order
from orders.register.services.status import payment_state_set
from tests.dispatch.morning import PNG, on_road, reasons, stock, stop_of

IMAGE = "data:image/png;base64," + base64.b64encode(PNG).decode()


def phone(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, path, key="", **body):
    headers = {"Idempotency-Key": key} if key else {}
    return phone(user).post(f"/api/v1/driver/{path}", body, content_type="application/json", headers=headers)


@pytest.fixture
def road(world, day):
    """(orders, driver's user): 2,199.00 by card, one prepaid, one to be refused; on the road at 10:00."""
    clock.move_to(clock.at(day, "07:10"))
    reasons()
    orders = stock(world, day, [219900, 0, 0])
    on_road(world, day, orders)
    clock.move_to(clock.at(day, "10:00"))
    return orders, world.drivers[0].user


def test_my_run_and_nobody_elses(world, road):
    """The amount is shown, never asked for (INV-26); another driver's stop is not there."""
    orders, driver = road
    seen = phone(driver).get("/api/v1/driver/run/").json()
    assert seen["run"]["status"] == "departed"
    assert [(s["amount_due_fen"], s["payment_state"]) for s in seen["stops"]] == [
        (219900, "unpaid"),
        (0, "none"),
        (0, "none"),
    ]
    other = world.drivers[1].user
    assert phone(other).get("/api/v1/driver/run/").json() == {"run": None, "stops": []}
    for path in ("deliver", "refuse", "call", "cash"):
        body = {"signer_name": "x", "reason": "x", "note": "x", "result": "x"}
        answer = send(other, f"stops/{stop_of(orders[1]).pk}/{path}/", **body)
        assert answer.status_code == 404
    assert phone(world.keeper).get("/api/v1/driver/run/").status_code == 403


def test_the_slip_comes_before_the_signature(road):
    """INV-28, SCN-15: unpaid is refused, paid is delivered, once."""
    orders, driver = road
    path = f"stops/{stop_of(orders[0]).pk}/deliver/"
    early = send(driver, path, signer_name="王女士", image=IMAGE)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "slip_first")
    payment_state_set(order_ids=[orders[0].pk], state="paid", actor=None)
    first = send(driver, path, key="k1", signer_name="王女士", image=IMAGE, method="drawn")
    again = send(driver, path, key="k1", signer_name="王女士", image=IMAGE, method="drawn")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Document.objects.filter(order=orders[0], kind="receipt").count() == 1


def test_a_refusal_needs_a_reason_and_some_a_photo(road):
    """INV-22, SCN-09."""
    orders, driver = road
    path = f"stops/{stop_of(orders[1]).pk}/refuse/"
    assert send(driver, path, reason="", note="x").status_code == 422
    assert send(driver, path, reason="packaging_damaged", note="外包装破损").status_code == 422
    assert (
        send(driver, path, reason="packaging_damaged", note="外包装破损", photo=IMAGE, clause="5.2").status_code == 201
    )
    assert Order.objects.get(pk=orders[1].pk).status == "refused_onsite"


def test_a_call_before_the_stop(day, road):
    orders, driver = road
    start, end = clock.at(day, "14:00").isoformat(), clock.at(day, "17:00").isoformat()
    answer = send(driver, f"stops/{stop_of(orders[2]).pk}/call/", result="booked", window_start=start, window_end=end)
    assert (answer.status_code, answer.json()["flagged"]) == (201, False)
    assert CallLog.objects.get().caller == driver
    assert send(driver, f"stops/{stop_of(orders[2]).pk}/call/", result="refused").status_code == 403
