"""The import in steps over the API, and files that failed: found until somebody puts them away (screens 3.1)."""

import base64
import io
import json
import zlib
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.files import path_of
from orders.intake.models import ImportBatch, ImportDraft
from orders.intake.services import drafts
from orders.intake.services.drafts import drafts_nudge
from orders.register.models import Order
from tests.orders.books import ROW, book, row
from tests.orders.test_import_flow import DAY, OLD

pytestmark = pytest.mark.django_db
FULL = ROW | {"代收金额": "0"}
CSV = "\n".join([",".join(FULL), ",".join(str(value) for value in FULL.values()), ""])


@pytest.fixture
def desk(world, client):
    clock.move_to(clock.at(DAY, "04:20"))
    client.force_login(world.intake)
    return client


def call(desk, path, data=None, **headers):
    return desk.post(f"/api/v1/imports/{path}", data or {}, content_type="application/json", headers=headers)


def upload(desk, content, name="orders.xlsx", to="drafts/", **headers):
    form = {"file": SimpleUploadedFile(name, content), "business_date": DAY.isoformat()}
    return desk.post(f"/api/v1/imports/{to}", form, headers=headers)


def test_a_file_is_uploaded_mended_and_imported_step_by_step(desk):
    """The same as the pages: nothing is written before “import”, and a mended cell is checked at once."""
    faulty = row(订单号="A2", 电话1="1381234567"), row(订单号="A3", 代收金额="1,299元", 付款方式="刷卡")
    answer = upload(desk, book(row(), *faulty))
    seen = answer.json()
    assert (answer.status_code, seen["state"], seen["progress"]) == (201, "checked", 100)
    assert (seen["counts"]["created"], seen["counts"]["rejected"], seen["faults"]) == (1, 2, 2)
    assert [(fault["row"], fault["problems"][0]["field"]) for fault in seen["rows"]] == [
        (3, "phone"),
        (4, "amount_fen"),
    ]
    path = f"drafts/{seen['id']}/"
    workbook = openpyxl.load_workbook(io.BytesIO(desk.get(f"/api/v1/imports/{path}failed.xlsx").content))
    assert workbook.active.max_row == 3
    assert call(desk, f"{path}mend/", {"row": 3, "values": {"phone": "13812345678"}}).json()["counts"]["rejected"] == 1
    assert call(desk, f"{path}suggestions/").json()["counts"]["created"] == 3
    assert not Order.objects.exists()
    done = call(desk, f"{path}import/", {"choices": {}}).json()
    assert (done["state"], done["import"]) == ("done", ImportBatch.objects.get().pk)
    assert "unknown_titles" in seen and "unknown_titles" not in done
    assert desk.get(f"/api/v1/imports/{path}").json() == done
    assert Order.objects.count() == 3
    assert call(desk, f"{path}import/").status_code == 409


def test_unknown_titles_are_named_and_a_file_is_given_up(desk):
    renamed = {("甲方单号码" if key == "订单号" else key): value for key, value in FULL.items()}
    seen = upload(desk, book(renamed, titles=list(renamed))).json()
    assert (seen["state"], seen["missing_titles"], seen["unknown_titles"]) == ("unmapped", ["订单号"], ["甲方单号码"])
    seen = call(desk, f"drafts/{seen['id']}/titles/", {"columns": {"甲方单号码": "order_no"}}).json()
    assert (seen["state"], seen["counts"]["created"]) == ("checked", 1)
    assert call(desk, f"drafts/{seen['id']}/drop/").json()["state"] == "dropped"
    assert desk.get("/api/v1/imports/drafts/").json() == {"results": []}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("orders.csv", CSV.encode()),
        ("orders.csv", CSV.encode("gb18030")),
        ("orders.xls", zlib.decompress(base64.b85decode(OLD))),
    ],
    ids=["utf-8", "gb18030", "xls"],
)
def test_every_kind_of_file_comes_in_by_one_call_once(desk, name, content):
    """The same import is an authenticated call with a key, whatever the file: again it gives the same answer."""
    answers = [upload(desk, content, name, to="", **{"Idempotency-Key": "night-1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json() and answers[0].json()["created"] >= 1
    assert ImportBatch.objects.count() == 1
    other = upload(desk, book(row(订单号="Z9")), to="", **{"Idempotency-Key": "night-1"})
    assert other.status_code in (409, 422), "one key, two files"
    desk.logout()
    assert upload(desk, content, name, to="").status_code in (401, 403)


@pytest.fixture
def failed(desk, monkeypatch):
    """A long file whose worker could not read it."""
    monkeypatch.setattr(drafts, "SHORT_ROWS", 1)
    made = upload(desk, book(row(), row(订单号="A2"))).json()
    assert (made["state"], made["progress"]) == ("uploaded", 0)
    draft = ImportDraft.objects.get(pk=made["id"])
    ImportDraft.objects.filter(pk=draft.pk).update(titles=[])
    Path(path_of(draft.file.sha256)).write_bytes(b"nonsense")
    drafts_nudge()
    return draft


@pytest.mark.parametrize(
    ("language", "advice"), [("zh-hans", "改好文件后重新上传"), ("en", "Correct the file and upload it again.")]
)
def test_a_failed_long_file_is_found_with_its_reason_until_it_is_put_away(desk, world, failed, language, advice):
    type(world.intake).objects.update(language=language)
    page = desk.get("/orders/imports/").content.decode()
    assert "orders.xlsx" in page and advice in page and f"/drafts/{failed.pk}/dismiss/" in page
    assert f"/drafts/{failed.pk}/dismiss/" in desk.get(f"/orders/imports/drafts/{failed.pk}/").content.decode()
    [listed] = desk.get("/api/v1/imports/drafts/").json()["results"]
    assert (listed["state"], "orders.xlsx" in listed["message"]) == ("failed", True)
    assert desk.post(f"/orders/imports/drafts/{failed.pk}/dismiss/").status_code == 302
    assert f"/drafts/{failed.pk}/" not in desk.get("/orders/imports/").content.decode()
    assert desk.get("/api/v1/imports/drafts/").json() == {"results": []}
    assert call(desk, f"drafts/{failed.pk}/dismiss/").status_code == 409


def test_only_a_failed_file_is_put_away_and_only_by_intake(desk, world, failed):
    open_one = upload(desk, book(row(订单号="B1"))).json()["id"]
    assert call(desk, f"drafts/{open_one}/dismiss/").status_code == 409
    answer = json.loads(call(desk, f"drafts/{failed.pk}/dismiss/").content)
    assert answer["dismissed_at"]
    desk.force_login(world.keeper)
    assert desk.get("/api/v1/imports/drafts/").status_code == 403
    assert call(desk, f"drafts/{failed.pk}/dismiss/").status_code == 403
