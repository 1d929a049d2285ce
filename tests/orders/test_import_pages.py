"""The import over the API, the pages and the command."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from core import clock
from orders.intake.models import ImportBatch
from orders.register.models import Order
from tests.orders.books import book, row
from tests.orders.test_import import F0, F0_DAY


@pytest.fixture
def morning(world, client):
    """04:20 of the day of F0, with the intake specialist signed in."""
    clock.move_to(clock.at(F0_DAY, "04:20"))
    client.force_login(world.intake)
    return client


def upload(content=None, name="orders.xlsx"):
    return SimpleUploadedFile(name, F0.read_bytes() if content is None else content)


def post(client, content=None, day="2026-11-02", **headers):
    return client.post("/api/v1/imports/", {"file": upload(content), "business_date": day}, headers=headers)


def test_api_reports_every_row(morning):
    answer = post(morning)
    assert answer.status_code == 201
    report = answer.json()
    assert (report["rows"], report["created"], report["orders_created"]) == (133, 130, 117)
    found = {(p["row"], p["code"]) for p in report["problems"]}
    assert found == {(132, "islands"), (133, "repeated"), (134, "missing")}
    again = morning.get(f"/api/v1/imports/{report['id']}/").json()
    assert again == report


def test_api_with_a_key_imports_once(morning):
    first = post(morning, **{"Idempotency-Key": "abc"})
    second = post(morning, **{"Idempotency-Key": "abc"})
    assert first.json() == second.json()
    assert ImportBatch.objects.count() == 1


def test_api_refuses_a_broken_file_with_its_place(morning):
    answer = post(morning, b"not a workbook")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "not_a_workbook"
    assert not ImportBatch.objects.exists()


def test_only_intake_imports_and_readers_read(morning, world, client):
    batch = post(morning).json()["id"]
    client.force_login(world.keeper)
    assert post(client).status_code == 403
    assert client.get(f"/orders/imports/{batch}/").status_code == 200
    client.force_login(world.hq_finance)
    assert client.get(f"/orders/imports/{batch}/").status_code == 403


def test_page_takes_a_file_and_shows_its_report(morning):
    page = morning.get("/orders/imports/")
    assert page.status_code == 200
    answer = morning.post("/orders/imports/", {"file": upload(), "business_date": "2026-11-02"}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain and "133" in text and "117" in text and "电话1" in text
    assert "orders.xlsx" in morning.get("/orders/imports/").content.decode()


def test_page_goes_back_to_the_form_with_the_reason(morning):
    form = {"file": upload(b"nonsense"), "business_date": "2026-11-02", "_back": "/orders/imports/"}
    answer = morning.post("/orders/imports/", form, follow=True)
    assert "orders.xlsx" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert morning.post("/orders/imports/", {"business_date": "2026-11-02"}).status_code == 422


def test_doc_02_has_a_line_for_every_row(morning):
    batch = post(morning).json()["id"]
    rows = _rows(morning.get(f"/orders/imports/{batch}/report.xlsx"))
    assert len(rows) == 134
    assert [row[2] for row in rows[131:134]] == ["超区", "重复", "拒绝"]
    assert rows[133][1] == "C01-2611020-0000119"


def test_doc_03_lists_the_goods_before_arrival_and_notes_the_print(morning):
    """FLW-A.4: 130 items, the amount once per order, codes of air conditioners, room for a tick."""
    batch = post(morning).json()["id"]
    rows = _rows(morning.post(f"/orders/imports/{batch}/print/", {"as": "book"}))
    assert len(rows) == 131
    assert sum(row[8] or 0 for row in rows[1:]) == 32_494
    assert ImportBatch.objects.get().printed_at == clock.at(F0_DAY, "04:20")
    answer = morning.post(f"/orders/imports/{batch}/print/", {"as": "page"}, follow=True)
    assert "WJ000050" in answer.content.decode()


def test_order_list_finds_by_status_numbers_and_phone_tail(morning):
    post(morning)
    url = "/api/v1/orders/?business_date=2026-11-02"
    assert morning.get(url).json()["count"] == 118
    assert morning.get(url + "&status=out_of_area").json()["count"] == 1
    numbers = "C01-2611020-0000001,C01-2611020-0000004"
    assert morning.get(f"/api/v1/orders/?q={numbers}").json()["count"] == 2
    found = morning.get("/api/v1/orders/?q=0004").json()["results"]
    assert [row["order_no"] for row in found] == ["C01-2611020-0000004"]
    assert found[0]["amount_due_fen"] == 2_699_00 and found[0]["zone"] == "闸北区" and len(found[0]["items"]) == 1
    alone = morning.get(f"/api/v1/orders/{found[0]['id']}/").json()
    assert alone.pop("promise")["state"] == "running" and alone == found[0]


def test_order_page_lists_and_filters(morning):
    post(morning)
    text = morning.get("/orders/?date=2026-11-02").content.decode()
    assert "C01-2611020-0000001" in text and "13000000001" not in text
    assert "C01-2611020-0000118" in morning.get("/orders/?date=2026-11-02&status=out_of_area").content.decode()
    assert "C01-2611020-0000001" not in morning.get("/orders/?date=2026-11-03").content.decode()


def test_the_form_finds_a_number_of_another_day_and_keeps_its_tab(morning):
    """The day in the form stands there by itself; an empty hidden field does not leave the chosen tab."""
    post(morning)
    later = "business_date=2026-11-03&zone=&payment="
    clock.move_to(clock.at(dt.date(2026, 11, 3), "09:00"))
    for q in ("0001", "c01-2611020-0000001", "130-0000-0001", "１３００００００００１"):
        assert "C01-2611020-0000001" in morning.get(f"/orders/?{later}&q={q}&status=").content.decode(), q
    tab = morning.get("/orders/?status=out_of_area&business_date=2026-11-02&status=").content.decode()
    assert "C01-2611020-0000118" in tab and "C01-2611020-0000001" not in tab


def test_other_platforms_see_none_of_it(morning, world, client):
    post(morning)
    client.force_login(world.stranger)
    assert client.get("/api/v1/orders/").json()["count"] == 0
    assert client.get(f"/api/v1/orders/{Order.objects.first().pk}/").status_code == 404
    client.force_login(world.cs_agent)
    assert client.get("/api/v1/orders/").json()["count"] == 118


def test_command_prints_one_object(world, day, tmp_path):
    file = tmp_path / "orders.xlsx"
    file.write_bytes(book(row(), row(订单号="A2", 代收金额="1,299元", 付款方式="刷卡")))
    out = io.StringIO()
    call_command("order_import", str(file), date=day, stdout=out)
    report = json.loads(out.getvalue())
    assert (report["rows"], report["created"], report["rejected"]) == (2, 1, 1)
    problem = report["problems"][0]
    assert (problem["row"], problem["column"], problem["value"]) == (3, "代收金额", "1,299元")
    assert problem["suggestion"] == "1299.00"


def test_command_says_what_is_wrong_with_a_file_as_json(world, day, tmp_path):
    file = tmp_path / "orders.xlsx"
    file.write_bytes(b"nonsense")
    for name in (file, tmp_path / "absent.xlsx"):
        out = io.StringIO()
        with pytest.raises(CommandError) as error:
            call_command("order_import", str(name), date=day, stdout=out)
        assert error.value.returncode == 1
        assert json.loads(out.getvalue())["error"]["message"]


def test_address_resolve_prints_a_line_for_a_line(db, tmp_path, capsys):
    file = tmp_path / "addresses.txt"
    file.write_text("上海市嘉定区安亭镇墨玉路1号\n崇明县城桥镇\n", "utf-8")
    call_command("address_resolve", str(file))
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(answer["zone"], answer["hours"], answer["outcome"]) for answer in answers] == [
        ("嘉定区", 24, "resolved"),
        ("", None, "out_of_area"),
    ]


def _rows(answer):
    assert answer.status_code == 200
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_a_faulty_form_stands_above_the_same_list_of_imports(morning):
    """screens 3.1: the counts of every import are read whether the form above them is empty or faulty."""
    post(morning)
    page = "/orders/imports/"
    shown, refused = morning.get(page), morning.post(page, {})
    assert refused.status_code == 422
    assert [row.rest for row in refused.context["batches"]] == [row.rest for row in shown.context["batches"]]
