"""The client's file comes in (FLW-A): SCN-01 and SCN-02 with their figures, on the fixture of part k."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import AuditRow
from orders.exceptions.models import ExceptionCase
from orders.intake.models import ImportBatch, ImportRow
from orders.intake.services.imports import order_import
from orders.register.models import GoodsItem, Order, Recipient
from orders.register.services.promise import line_haul_arrived
from orders.zones.models import ZoneQuestion
from tests.orders.books import book, row

DATA = Path(__file__).resolve().parents[2] / "lab/simulation/data"
F0 = DATA / "F0-orders-2026-11-02.xlsx"
F0_DAY = dt.date(2026, 11, 2)
PLAN = json.loads((DATA / "F0-plan.json").read_text("utf-8"))


@pytest.fixture
def intake(world):
    """Import a workbook on the day of F0 at 04:20."""
    clock.move_to(clock.at(F0_DAY, "04:20"))

    def run(content, business_date=F0_DAY, **more):
        return order_import(
            content=content,
            filename="orders.xlsx",
            business_date=business_date,
            client=world.client,
            platform=world.platform,
            actor=world.intake,
            **more,
        )

    return run


def counts(batch):
    names = ("rows", "created", "unchanged", "duplicate", "conflict", "rejected", "out_of_area", "orders_created")
    return tuple(getattr(batch, name) for name in names)


def test_scn_01_first_import(intake):
    """SCN-01, INV-01, INV-04, INV-05: 133 rows, 117 orders with 130 items and a waybill each."""
    batch = intake(F0.read_bytes())
    assert counts(batch) == (133, 130, 0, 1, 0, 1, 1, 117)
    expected = Order.objects.filter(status="expected")
    assert expected.count() == 117
    waybills = list(expected.values_list("waybill_no", flat=True))
    assert len(set(waybills)) == 117 and all(number.isdigit() for number in waybills)
    assert GoodsItem.objects.filter(order__in=expected).count() == 130
    assert set(GoodsItem.objects.values_list("holder__kind", flat=True)) == {"client"}
    assert GoodsItem.objects.filter(parts__kind="outdoor", parts__code="WJ000050").count() == 1
    outside = Order.objects.get(status="out_of_area")
    assert (outside.order_no, outside.waybill_no, outside.zone) == (PLAN["scn_01"]["out_of_area"], None, None)
    assert ExceptionCase.objects.get(order=outside).kind == "out_of_area"
    assert sorted((p.row, p.column, p.code) for p in batch.problems) == [
        (132, "详细地址", "islands"),
        (133, "订单号", "repeated"),
        (134, "电话1", "missing"),
    ]


def test_scn_01_amounts_are_those_of_the_plan(intake):
    """Every named order of part k has its amount; D01's twelve sum to 18,460.00."""
    intake(F0.read_bytes())
    by_number = {order.order_no: order for order in Order.objects.all()}
    for named in PLAN["orders"].values():
        order = by_number[named["order_no"]]
        assert order.amount_due_fen == round(float(named["cod"] or 0) * 100)
        assert order.items.count() == named["items"]
        assert sum(item.share_fen for item in order.items.all()) == order.amount_due_fen
        assert order.payment_state == ("unpaid" if order.amount_due_fen else "none")
    first = [by_number[PLAN["orders"][name]["order_no"]].amount_due_fen for name in PLAN["drivers"]["D01"]]
    assert sum(first) == 18_460_00


def test_scn_01_the_same_file_again_creates_nothing(intake):
    """INV-02."""
    intake(F0.read_bytes())
    again = intake(F0.read_bytes())
    assert counts(again) == (133, 0, 131, 1, 0, 1, 0, 0)
    assert Order.objects.count() == 118


def test_scn_01_a_second_amount_is_a_conflict_and_the_first_stays(intake):
    """INV-03: O04 at 2,599.00 leaves 2,699.00."""
    intake(F0.read_bytes())
    changed = PLAN["scn_01"]["conflict_test"]
    batch = intake(book(*_f0_rows(changed["order"], 代收金额=2599, 商品代收分摊=2599)))
    assert counts(batch) == (133, 0, 130, 1, 1, 1, 0, 0)
    order = Order.objects.get(order_no=changed["order"])
    assert (order.amount_due_fen, order.amount_original_fen) == (2_699_00, 2_699_00)
    conflict = [problem for problem in batch.problems if problem.code == "amount_conflict"]
    assert [(p.row, p.column, p.value) for p in conflict] == [(5, "代收金额", "2599.00")]
    assert "2,699.00" in conflict[0].message


def test_other_columns_that_differ_are_conflicts_and_nothing_changes(intake):
    intake(book(row(), row(商品名称="挂架", 商品编码="B2")))
    batch = intake(book(row(详细地址="别处1号"), row(详细地址="别处1号", 商品名称="支架", 商品编码="B2")))
    assert counts(batch)[4] == 2
    assert {(p.row, p.column) for p in batch.problems} == {(2, "详细地址"), (3, "详细地址"), (3, "商品名称")}
    assert Recipient.objects.get().address == "安亭路1号101室"


def test_scn_02_promise_by_zone(intake):
    """SCN-02, AMB-01, SLA-01 to SLA-24: the clock starts at the client's ship-out."""
    places = {
        ("静安区", ""): (24, "静安区"),
        ("闸北区", ""): (24, "闸北区"),
        ("嘉定区", ""): (24, "嘉定区"),
        ("青浦区", ""): (48, "青浦区"),
        ("南汇区", ""): (48, "南汇区"),
        ("浦东新区", "陆家嘴街道"): (24, "浦东新区"),
        ("浦东新区", "惠南镇"): (48, "南汇区"),
        ("浦东新区", "祝桥镇 施湾社区"): (24, "浦东新区"),
        ("崇明区", ""): None,
    }
    rows = [
        row(订单号=f"A{n}", 区=district, **{"街道/镇": town}, 详细地址="1号", 出货时间="2026-11-01 22:00")
        for n, (district, town) in enumerate(places)
    ]
    intake(book(*rows))
    for n, wanted in enumerate(places.values()):
        order = Order.objects.get(order_no=f"A{n}")
        if wanted is None:
            assert (order.status, order.promise_at, order.waybill_no) == ("out_of_area", None, None)
            continue
        hours, zone = wanted
        assert (order.zone.name, order.promise_at) == (zone, clock.at(_date(2 if hours == 24 else 3), "22:00"))


def test_a_doubtful_address_waits_for_a_person_and_pudong_without_town_is_marked(intake):
    """SLA-23, SLA-24."""
    rows = [row(订单号="A1", 区="", 详细地址="幸福里1号"), row(订单号="A2", 区="浦东新区", 详细地址="1号")]
    batch = intake(book(*[cells | {"街道/镇": ""} for cells in rows]))
    assert counts(batch) == (2, 1, 0, 0, 0, 0, 1, 1)
    assert batch.asked == 1 and not ExceptionCase.objects.exists()
    assert (ZoneQuestion.objects.get().order.order_no, ZoneQuestion.objects.get().state) == ("A1", "open")
    order = Order.objects.get(order_no="A2")
    assert order.zone_unconfirmed and order.zone.hours == 24


def test_the_arrival_starts_a_promise_without_ship_out_time(intake, world):
    """AMB-01: when the file says no ship-out time, the line-haul arrival counts."""
    intake(book(row(出货时间="")))
    assert Order.objects.get().promise_at is None
    arrived = clock.at(F0_DAY, "04:50")
    came = {"client": world.client, "platform": world.platform, "business_date": F0_DAY, "arrived_at": arrived}
    assert line_haul_arrived(**came) == 1
    assert Order.objects.get().promise_at - arrived == clock.at(_date(3), "04:50") - clock.at(_date(2), "04:50")


def test_reports_and_audit_hold_no_personal_values(intake):
    """Names, phones and addresses stand in the recipient's row only."""
    intake(book(row(电话1="1381234567", 收货人="王小明"), row(订单号="A2", 区="崇明区", 收货人="李小红")))
    kept = json.dumps([list(ImportRow.objects.values_list("problems", flat=True))], ensure_ascii=False)
    kept += json.dumps(list(AuditRow.objects.values_list("old", "new", "note")), ensure_ascii=False)
    kept += "".join(ExceptionCase.objects.values_list("description", flat=True))
    for personal in ("1381234567", "王小明", "李小红", "安亭路", "13812345678"):
        assert personal not in kept


def test_statements_do_not_grow_with_the_rows(intake, world):
    """No statement per row: ten times the rows, and no more than the batches of the database need."""

    def statements(count, prefix):
        content = book(*[row(订单号=f"{prefix}{n}", 电话1=f"138{n:08d}") for n in range(count)])
        with CaptureQueriesContext(connection) as seen:
            intake(content)
        return len(seen)

    few, many = statements(20, "F"), statements(400, "M")
    assert many - few < 100


def test_a_batch_is_kept_with_its_file(intake):
    batch = intake(F0.read_bytes())
    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (batch.file.kind, batch.file.about) == ("order_import", f"import:{batch.pk}")
    assert ImportRow.objects.filter(batch=batch).count() == 133


def _f0_rows(number, **changes):
    import openpyxl

    rows = list(openpyxl.load_workbook(F0).active.iter_rows(values_only=True))
    dicts = [dict(zip(rows[0], cells, strict=True)) for cells in rows[1:]]
    return [cells | changes if cells["订单号"] == number else cells for cells in dicts]


def _date(number):
    return dt.date(2026, 11, number)


def test_a_second_file_of_many_orders_is_compared_piece_by_piece(intake, monkeypatch):
    monkeypatch.setattr("orders.intake.services.compare.CHUNK", 2)
    rows = [row(订单号=f"A{n}") for n in range(5)]
    intake(book(*rows))
    assert counts(intake(book(*rows, row(订单号="A9"))))[:3] == (6, 1, 5)
