"""SCN-01, SCN-02 and SCN-03 with their figures, through the API alone, on the order file of part k."""

import base64
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from dispatch.doorstep.services import stop_close_delivered
from orders.exceptions.models import ExceptionCase
from orders.register.models import GoodsItem, Order
from tests.dispatch.morning import PNG, on_road, planned, stop_of
from tests.orders.books import book, row
from tests.orders.gate import sign, truck
from tests.orders.test_import import F0, PLAN, _f0_rows

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)
IMAGE = "data:image/png;base64," + base64.b64encode(PNG).decode()
NAMES = ("rows", "created", "changed", "unchanged", "duplicate", "conflict", "rejected", "out_of_area")


@pytest.fixture
def desk(world, client):
    """Calls as somebody: desk("keeper", path, data) posts, desk("keeper", path) gets."""

    def call(who, path, data=None, **files):
        client.force_login(getattr(world, who))
        if files:
            return client.post(f"/api/v1/{path}", data | files)
        if data is None:
            return client.get(f"/api/v1/{path}").json()
        answer = client.post(f"/api/v1/{path}", data, content_type="application/json")
        return answer.json() | {"_status": answer.status_code}

    clock.move_to(clock.at(DAY, "04:20"))
    return call


def imported(desk, content, **more):
    upload = SimpleUploadedFile("orders.xlsx", content)
    answer = desk("intake", "imports/", {"business_date": DAY.isoformat(), **more}, file=upload)
    assert answer.status_code == 201, answer.content
    report = answer.json()
    assert sum(report[name] for name in NAMES[1:]) == report["rows"], "INV-04"
    return report, tuple(report[name] for name in NAMES)


def test_scn_01_import_before_arrival(desk):
    """133 rows: 130 items of 117 orders, one each out of area, duplicate, rejected; again nothing; no second amount."""
    report, counts = imported(desk, F0.read_bytes())
    assert counts == (133, 130, 0, 0, 1, 0, 1, 1) and report["orders_created"] == 117
    expected = desk("keeper", f"orders/?business_date={DAY}&status=expected&size=200")
    assert (expected["count"], len({order["waybill_no"] for order in expected["results"]})) == (117, 117)
    assert sum(len(order["items"]) for order in expected["results"]) == 130
    outside = desk("keeper", f"orders/?business_date={DAY}&status=out_of_area")["results"]
    assert [(order["order_no"], order["waybill_no"]) for order in outside] == [(PLAN["scn_01"]["out_of_area"], None)]
    [case] = desk("cs_agent", "exceptions/?kind=out_of_area")["results"]
    assert (case["status"], case["order_no"]) == ("open", PLAN["scn_01"]["out_of_area"])

    report, counts = imported(desk, F0.read_bytes())
    assert counts == (133, 0, 0, 131, 1, 0, 1, 0) and report["orders_created"] == 0

    second = PLAN["scn_01"]["conflict_test"]
    content = book(*_f0_rows(second["order"], 代收金额=2599, 商品代收分摊=2599))
    for applied in ("false", "true"):
        report, counts = imported(desk, content, apply_changes=applied)
        assert counts == (133, 0, 0, 130, 1, 1, 1, 0)
        amounts = [(p["row"], p["column"], p["value"]) for p in report["problems"] if p["code"] == "amount_conflict"]
        assert amounts == [(5, "代收金额", "2599.00")]
    assert Order.objects.get(order_no=second["order"]).amount_due_fen == 2_699_00, "INV-03"


def test_after_planning_a_changed_row_becomes_a_task_and_an_amount_still_a_conflict(desk, world):
    """FLW-A.2: whoever looks decides; the order stays as it is planned."""
    imported(desk, book(row(), row(订单号="A2", 代收金额=100, 付款方式="现金")))
    orders = list(Order.objects.order_by("order_no"))
    planned(world, DAY, orders)
    changed = book(row(楼层="6"), row(订单号="A2", 代收金额=90, 付款方式="现金"))
    report, counts = imported(desk, changed, apply_changes="true")
    assert counts == (2, 0, 1, 0, 0, 1, 0, 0)
    assert {(2, "changed_planned"), (3, "amount_conflict")} <= {(p["row"], p["code"]) for p in report["problems"]}
    [case] = desk("cs_agent", "exceptions/?kind=changed_after_planning")["results"]
    assert (case["order_no"], case["status"], "楼层" in case["description"]) == ("A1", "open", True)
    for order in orders:
        order.refresh_from_db()
    assert (orders[0].floor, orders[1].amount_due_fen) == ("", 100_00)


PLACES = {
    ("静安区", ""): 24,
    ("闸北区", ""): 24,
    ("嘉定区", ""): 24,
    ("青浦区", ""): 48,
    ("南汇区", ""): 48,
    ("浦东新区", "陆家嘴街道"): 24,
    ("浦东新区", "惠南镇"): 48,
    ("浦东新区", "祝桥镇 施湾社区"): 24,
    ("崇明区", ""): None,
}


def test_scn_02_the_clock_by_district_and_a_hit_and_a_miss_at_huinan(desk, world):
    """Shipped 1 November 22:00: due the 2nd or the 3rd at 22:00; delivered the 3rd 21:59 is a hit, 22:01 is late."""
    rows = [
        row(订单号=f"B{n}", 区=district, **{"街道/镇": town}, 详细地址="1号", 出货时间="2026-11-01 22:00")
        for n, (district, town) in enumerate(PLACES)
    ]
    rows.append(rows[6] | {"订单号": "B99"})
    imported(desk, book(*rows))
    found = {order["order_no"]: order for order in desk("keeper", f"orders/?business_date={DAY}&size=50")["results"]}
    for n, hours in enumerate(PLACES.values()):
        due = found[f"B{n}"]["promise_at"]
        wanted = clock.at(DAY + dt.timedelta(days=hours // 24 - 1), "22:00") if hours else None
        assert (dt.datetime.fromisoformat(due) if due else None) == wanted, list(PLACES)[n]
    assert found["B8"]["status"] == "out_of_area"
    arrival = truck(world)
    desk("keeper", f"arrivals/{arrival.pk}/check/", {"rest": "accepted"})
    sign(world, arrival)
    third = DAY + dt.timedelta(days=1)
    clock.move_to(clock.at(third, "06:30"))
    pair = list(Order.objects.filter(order_no__in=("B6", "B99")).order_by("order_no"))
    on_road(world, third, pair)
    for order, at, state, minutes in ((pair[0], "21:59", "kept", 0), (pair[1], "22:01", "late", 1)):
        clock.move_to(clock.at(third, at))
        stop_close_delivered(stop=stop_of(order), driver=world.drivers[0].user, signer_name="王", image=PNG)
        promise = desk("keeper", f"orders/{order.pk}/")["promise"]
        assert (promise["state"], promise["late_minutes"]) == (state, minutes)


def test_scn_03_acceptance_of_the_imported_day(desk):
    """130 expected, three findings by the client's word: 128 on hand, 115 of 117 deliverable, the AC goes back."""
    imported(desk, F0.read_bytes())
    clock.move_to(clock.at(DAY, "04:50"))
    head = {"business_date": DAY.isoformat(), "carrier": "支线", "plate": "沪B1", "seal_no": "F1", "seal_intact": True}
    path = f"arrivals/{desk('keeper', 'arrivals/', head)['id']}/"
    desk("keeper", f"{path}unloaded/", {})
    lines = desk("keeper", path)["lines"]
    cooler = next(line for line in lines if line["parts"])
    plain = [line for line in lines if not line["parts"] and _alone(line)]
    findings = [
        {"item": line["item"], "outcome": "accepted", "parts": line["parts"]} for line in lines if line["parts"]
    ]
    wrong = [{"kind": part["kind"], "code": part["code"] + "X"} for part in cooler["parts"]]
    findings = [found for found in findings if found["item"] != cooler["item"]] + [
        {"item": cooler["item"], "outcome": "refused", "parts": wrong},
        {"item": plain[0]["item"], "outcome": "noted", "clause": "3.2"},
        {"item": plain[1]["item"], "outcome": "short"},
    ]
    found = desk("keeper", f"{path}check/", {"lines": findings, "rest": "accepted"})
    assert (found["checked"], found["expected"], len(found["exceptions"])) == (130, 130, 3)
    cases = {case["kind"]: case["id"] for case in desk("cs_agent", "exceptions/?status=open")["results"]}
    word = {"inbound_ac_mismatch": "refuse_on_spot", "inbound_damage": "accept_with_note"}
    word["inbound_short"] = "await_next_line_haul"
    for kind, decision in word.items():
        early = desk("cs_agent", f"exceptions/{cases[kind]}/close/", {"executed": decision})
        assert early["error"]["code"] == "no_instruction", "INV-10"
        said = {"client_staff_no": "80231", "decision": decision}
        assert desk("cs_agent", f"exceptions/{cases[kind]}/instruct/", said)["status"] == "instructed"
    desk("keeper", f"{path}items/{plain[0]['item']}/photo/", {"image": IMAGE})
    shown = desk("keeper", f"{path}issue/", {})["sheet"]["shown_hash"]
    desk("keeper", f"{path}sign/", {"side": "keeper", "shown_hash": shown})
    carrier = {"side": "carrier", "shown_hash": shown, "name": "李四", "image": IMAGE}
    assert desk("keeper", f"{path}sign/", carrier)["complete"] is True
    assert desk("keeper", "stock/")["count"] == 128
    assert desk("keeper", f"orders/?business_date={DAY}&status=in_stock")["count"] == 115
    assert GoodsItem.objects.get(pk=cooler["item"]).holder.kind == "client"
    for kind, decision in word.items():
        assert desk("cs_agent", f"exceptions/{cases[kind]}/close/", {"executed": decision})["status"] == "closed"
    assert ExceptionCase.objects.exclude(status="closed").get().kind == "out_of_area"
    assert "opened" not in str(desk("keeper", path)).lower(), "INV-06"


def _alone(line):
    """Whether this item is the only one of its order."""
    return GoodsItem.objects.get(pk=line["item"]).order.items.count() == 1
