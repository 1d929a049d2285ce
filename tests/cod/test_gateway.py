"""The terminals' API: signed or refused, once, and its answers (SCN-15 over HTTP)."""

import json
import uuid

import pytest

from cod.pos.gateway import sign_request
from cod.pos.models import Sale
from core import clock


class Device:
    """A terminal that signs what it sends."""

    def __init__(self, client, terminal):
        self.client, self.terminal = client, terminal

    def send(self, name, data, *, stamp=None, nonce=None, secret=None, path=None):
        path = path or f"/api/pos/v1/{name}/"
        body = json.dumps(data).encode()
        stamp = str(int(stamp or clock.real_now().timestamp()))
        nonce = nonce or uuid.uuid4().hex
        signature = sign_request(secret or self.terminal.secret, "POST", path, stamp, nonce, body)
        headers = {
            "X-Terminal": self.terminal.serial,
            "X-Timestamp": stamp,
            "X-Nonce": nonce,
            "X-Signature": signature,
        }
        return self.client.post(f"/api/pos/v1/{name}/", body, content_type="application/json", headers=headers)


@pytest.fixture
def device(money, client):
    return Device(client, money.terminal())


def sold(order, reference="900001", **values):
    return {
        "order_no": order.order_no,
        "amount_fen": order.amount_due_fen,
        "version": 1,
        "card_kind": "customer",
        "card_tail": "1234",
        "reference": reference,
        "occurred_at": clock.now().isoformat(),
    } | values


def test_a_day_of_a_terminal(money, world, device):
    d01 = world.drivers[0]
    order = world.order_make(amount_fen=219_900)
    run = money.plan(d01, [order])
    money.issue(d01)
    hold = {"amount_fen": 219_900, "card_tail": "6688", "auth_code": "A1", "reference": "H1"}
    assert device.send("preauth", hold).json()["booked"] == "held"
    run.clearance.refresh_from_db()
    assert run.clearance.granted
    money.load(run)
    quoted = device.send("quote", {"order_no": order.order_no}).json()
    assert (quoted["amount_fen"], quoted["version"]) == (219_900, 1)
    sale = sold(order, token=quoted["token"])
    first, again = device.send("sale", sale), device.send("sale", sale)
    assert (first.status_code, first.json()["booked"], again.json()) == (200, "order", first.json())
    other = device.send("sale", sale | {"amount_fen": 1})
    assert (other.status_code, other.json()["booked"]) == (409, "conflict")
    late = device.send("quote", {"order_no": order.order_no})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "paid")


@pytest.mark.parametrize("wrong", [{"secret": "x"}, {"stamp": 1_000_000}, {"path": "/api/pos/v1/quote/"}])
def test_what_is_not_signed_is_not_heard(money, world, device, wrong):
    order = world.order_make(amount_fen=1000)
    money.out(world.drivers[0], [order])
    assert device.send("sale", sold(order), **wrong).status_code == 401
    assert not Sale.objects.exists()


def test_a_nonce_is_used_once_and_a_bare_request_is_refused(money, world, device, client):
    order = world.order_make(amount_fen=1000)
    money.out(world.drivers[0], [order])
    assert device.send("quote", {"order_no": order.order_no}, nonce="n1").status_code == 200
    assert device.send("quote", {"order_no": order.order_no}, nonce="n1").status_code == 401
    assert client.post("/api/pos/v1/sale/", b"{}", content_type="application/json").status_code == 401


@pytest.mark.parametrize(
    "bad", [{"amount_fen": 0}, {"amount_fen": "1000"}, {"card_tail": "622848001234"}, {"amount_fen": 10.0}]
)
def test_a_report_that_is_no_report_is_named(money, world, device, bad):
    order = world.order_make(amount_fen=1000)
    money.out(world.drivers[0], [order])
    answer = device.send("sale", sold(order, **bad))
    assert (answer.status_code, list(answer.json()["error"]["where"])) == (422, list(bad))
