"""The gate over HTTP: the API of the keeper, the desk and the feedback files, and every page of them."""

import base64
import datetime as dt

import pytest

from core import clock
from orders.exceptions.models import ExceptionCase
from orders.gate.models import Arrival
from orders.register.models import GoodsPart
from tests.orders.gate import PNG, orders_of_f0

pytestmark = pytest.mark.django_db
IMAGE = "data:image/png;base64," + base64.b64encode(PNG).decode()


def post(client, path, data=None):
    answer = client.post(f"/api/v1/{path}", data or {}, content_type="application/json")
    return answer.status_code, answer.json()


def as_user(client, user):
    client.force_login(user)
    return client


def test_the_morning_over_the_api(world, client, day):
    """SCN-03 by HTTP only: 130 expected, three findings, 128 on hand."""
    orders_of_f0(world)
    as_user(client, world.keeper)
    head = {"business_date": str(day), "carrier": "支线承运", "plate": "沪B1", "seal_no": "F1", "seal_intact": True}
    status, made = post(client, "arrivals/", head)
    assert status == 201
    path = f"arrivals/{made['id']}/"
    assert post(client, path + "check/", {"rest": "accepted"})[1]["error"]["code"] == "not_unloaded"
    assert post(client, path + "unloaded/")[0] == 200
    lines = client.get(f"/api/v1/{path}").json()["lines"]
    ac = next(line for line in lines if line["parts"])
    short, carton = [line for line in lines if not line["parts"]][-1], lines[30]
    wrong = [{"kind": part["kind"], "code": part["code"] + "X"} for part in ac["parts"]]
    findings = [
        {"item": ac["item"], "outcome": "refused", "parts": wrong},
        {"item": short["item"], "outcome": "short"},
        {"item": carton["item"], "outcome": "noted", "clause": "3.2"},
    ]
    status, found = post(client, path + "check/", {"lines": findings, "rest": "accepted"})
    assert (found["checked"], found["expected"], len(found["exceptions"])) == (130, 130, 3)
    assert post(client, path + "issue/")[1]["error"]["code"] == "photo_missing"
    assert post(client, f"{path}items/{carton['item']}/photo/", {"image": IMAGE})[0] == 201
    decisions = {"inbound_short": "await_next_line_haul", "inbound_damage": "accept_with_note"}
    for case in client.get("/api/v1/exceptions/?status=open").json()["results"]:
        word = {"client_staff_no": "80231", "decision": decisions.get(case["kind"], "refuse_on_spot")}
        assert post(client, f"exceptions/{case['id']}/instruct/", word)[1]["status"] == "instructed"
    sheet = post(client, path + "issue/")[1]["sheet"]
    keeper = {"side": "keeper", "shown_hash": sheet["shown_hash"]}
    carrier = {"side": "carrier", "shown_hash": sheet["shown_hash"], "name": "李四", "image": IMAGE}
    assert post(client, path + "sign/", keeper)[1] == {"complete": False}
    assert post(client, path + "sign/", carrier)[1] == {"complete": True}
    for case in client.get("/api/v1/exceptions/?status=instructed").json()["results"]:
        done = {"executed": case["instructions"][-1]["decision"]}
        assert post(client, f"exceptions/{case['id']}/close/", done)[1]["status"] == "closed"
    after = client.get(f"/api/v1/{path}").json()
    assert after["signed"] and after["client_late_minutes"] == 240
    assert sum(line["outcome"] in ("accepted", "noted") for line in after["lines"]) == 128


def test_surplus_goods_over_the_api(world, client, day):
    """Written down with a photo or without; what is no photo is refused and nothing stays."""
    as_user(client, world.keeper)
    head = {"business_date": str(day), "carrier": "支线承运", "plate": "沪B1"}
    path = f"arrivals/{post(client, 'arrivals/', head)[1]['id']}/"
    post(client, path + "unloaded/")
    status, answer = post(client, path + "surplus/", {"label": "电视", "image": "data:image/png;base64,-"})
    assert (status, answer["error"]["code"], ExceptionCase.objects.count()) == (422, "image", 0)
    for image in ({"image": IMAGE}, {}):
        status, made = post(client, path + "surplus/", {"label": "电视", "pieces": 2} | image)
        assert (status, made["exception"]) == (201, ExceptionCase.objects.latest("pk").pk)


def test_roles_and_platforms_are_kept_apart(world, client, day):
    as_user(client, world.dispatcher)
    assert post(client, "arrivals/", {})[0] == 403
    as_user(client, world.cs_agent)
    assert post(client, "arrivals/", {})[0] == 403
    assert client.get("/api/v1/arrivals/").status_code == 200
    assert client.get("/api/v1/arrivals/999/").status_code == 404
    assert client.get("/api/v1/feedback/?business_date=nonsense").status_code == 422
    as_user(client, world.account_manager)
    assert post(client, "feedback/", {"business_date": str(day), "kind": "noon"})[0] == 403


def test_every_page_opens_empty_and_full(world, client, day):
    as_user(client, world.keeper)
    for page in ("arrivals/", "arrivals/new/", "exceptions/"):
        assert client.get(f"/{page}").status_code == 200, page
    orders_of_f0(world)
    values = {"business_date": str(day), "carrier": "支线", "plate": "沪B1"}
    page = client.post("/arrivals/new/", values)["Location"]
    assert client.get(page).status_code == 200
    client.post(f"{page}unloaded/")
    number = ExceptionCase.objects.get().number  # the seal was not ticked as intact
    assert client.get(f"{page}?status=open&page=2").status_code == 200
    order = world.order_make()
    scanned = client.post(f"{page}scan/", {"code": order.waybill_no})["Location"]
    assert "scan-ok" in client.get(scanned).content.decode()
    assert "scan-error" in client.get(f"{page}?scan=nothing").content.decode()
    late = world.order_make()
    line = f"{page}items/{late.items.get().pk}/"
    client.post(line, {"outcome": "short", "_back": f"{page}?status=open"})
    client.post(f"{page}rest/")
    case = ExceptionCase.objects.get(order=late)
    shown = client.get(f"/exceptions/{case.pk}/").content.decode()
    assert late.order_no in shown
    answer = client.post(f"/exceptions/{case.pk}/instruct/", {"client_staff_no": "80231", "channel": "phone"})
    assert answer.status_code == 422
    own = {
        "client_staff_no": world.keeper.staff_no,
        "channel": "phone",
        "decision": "cancel_order",
        "_back": "/exceptions/",
    }
    assert client.post(f"/exceptions/{case.pk}/instruct/", own).status_code == 302
    assert not case.instructions.exists()
    client.post(f"/exceptions/{case.pk}/instruct/", own | {"client_staff_no": "80231"})
    assert case.instructions.get().client_staff_no == "80231"
    assert number in client.get("/exceptions/?status=all&q=YC").content.decode()
    read = {"indoor": "KF-26-N", "outdoor": "KF-26-W", "outcome": "accepted"}
    client.post(f"{page}items/{GoodsPart.objects.first().item_id}/", read)
    for step in ("issue/", "sign/"):
        assert client.get(page).status_code == 200
        sheet = Arrival.objects.get().sheet
        shown = {"side": "keeper", "shown_hash": sheet.shown_hash} if sheet else {}
        client.post(f"{page}{step}", shown)
    client.post(f"{page}sign/", {"side": "carrier", "shown_hash": sheet.shown_hash, "name": "李四", "image": IMAGE})
    assert client.get(page).context["signed"]
    assert client.get("/arrivals/").status_code == 200


def test_feedback_pages_open_empty_and_full(world, client, day):
    as_user(client, world.cs_agent)
    world.order_make()
    for page in ("feedback/", "feedback/preview/", f"feedback/preview/?date={day}"):
        assert client.get(f"/{page}").status_code == 200, page
    clock.move_to(clock.at(day + dt.timedelta(days=1), "12:00"))
    status, made = post(client, "feedback/", {"business_date": str(day), "kind": "noon"})
    assert (status, made["rows"], made["in_progress"]) == (200, 1, 1)
    assert client.get(f"/api/v1/feedback/{made['id']}/file/").content[:2] == b"PK"
    assert client.get("/feedback/").content.decode().count(f"/feedback/{made['id']}/file/") == 2
    assert post(client, f"feedback/{made['id']}/uploaded/")[1]["late"] is False
    assert post(client, f"feedback/{made['id']}/uploaded/")[0] == 409


def test_no_screen_speaks_of_opening_a_box():
    """INV-06: no template of the gate holds a word for it."""
    from django.conf import settings

    texts = [path.read_text() for path in (settings.BASE_DIR / "templates/orders").rglob("*.html")]
    assert texts and not [text for text in texts if "open the box" in text.lower() or "unbox" in text.lower()]
