"""The watched folder: order files put there are imported by themselves, each once."""

import json
import os

from core import clock
from orders.intake.models import ImportBatch
from orders.intake.services import watch
from orders.intake.services.watch import folder_import, folder_nudge
from orders.register.models import Order
from orders.register.services.setup import client_create
from tests.orders.books import book, row

NAME = "orders-2026-11-02.xlsx"


def put(folder, content, name=NAME, age=60):
    """A file that was last written `age` seconds ago."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    aged(path, age)
    return path


def aged(path, seconds):
    then = clock.real_now().timestamp() - seconds
    os.utime(path, (then, then))


def report(path):
    return json.loads((path.parent / f"{path.name}.json").read_text("utf-8"))


def test_a_file_is_imported_and_moved_beside_its_report(world, tmp_path, settings):
    settings.WATCH_FOLDER = tmp_path
    put(tmp_path, book(row(), row(订单号="A2", 电话1="138")))
    assert folder_nudge() == [NAME]
    said = report(tmp_path / "done" / NAME)
    assert (said["rows"], said["created"], said["rejected"], said["business_date"]) == (2, 1, 1, "2026-11-02")
    assert [(p["row"], p["column"], p["value"]) for p in said["problems"]] == [(3, "电话1", "")]
    assert not (tmp_path / NAME).exists() and not list((tmp_path / "working").iterdir())
    assert folder_nudge() == [] and ImportBatch.objects.count() == 1


def test_without_a_folder_nothing_happens(world, settings):
    settings.WATCH_FOLDER = None
    assert folder_nudge() == []


def test_the_same_content_under_another_name_is_not_imported_again(world, tmp_path):
    content = book(row())
    put(tmp_path, content)
    folder_import(root=tmp_path)
    put(tmp_path, content)
    put(tmp_path, content, "again-20261102.xlsx")
    assert len(folder_import(root=tmp_path)) == 2
    assert ImportBatch.objects.count() == 1 and Order.objects.count() == 1
    assert report(tmp_path / "done" / "again-20261102.xlsx")["imported_before"] is True
    assert (tmp_path / "done" / "orders-2026-11-02 (2).xlsx").exists()


def test_a_file_still_being_written_is_left(world, tmp_path):
    path = put(tmp_path, book(row()), age=2)
    assert folder_import(root=tmp_path) == [] and path.exists()
    aged(path, 6)
    assert folder_import(root=tmp_path) == [NAME]


def test_a_file_that_cannot_be_read_fails_with_the_reason(world, tmp_path):
    put(tmp_path, b"nonsense")
    put(tmp_path, book(row()), "orders-2026-13-45.xlsx")
    folder_import(root=tmp_path)
    assert report(tmp_path / "failed" / NAME)["error"]["code"] == "not_a_workbook"
    assert report(tmp_path / "failed" / "orders-2026-13-45.xlsx")["error"]["code"] == "date"
    assert not ImportBatch.objects.exists()


def test_each_client_has_a_folder_and_the_day_is_today_without_a_date(world, tmp_path):
    other = client_create(code="C02", name="乙", actor=None)
    put(tmp_path / "C02", book(row()), "orders.xlsx")
    put(tmp_path, book(row(订单号="A2")))
    folder_import(root=tmp_path)
    batch = ImportBatch.objects.get()
    assert (batch.client, batch.business_date) == (other, clock.today())
    assert report(tmp_path / "failed" / NAME)["error"]["code"] == "client"  # two clients: whose is it?


def test_a_lost_workers_file_is_taken_up_again(world, tmp_path):
    working = tmp_path / "working"
    path = put(working, book(row()), age=60)
    assert folder_import(root=tmp_path) == [] and path.exists()
    aged(path, watch.LEASE.total_seconds() + 5)
    folder_import(root=tmp_path)
    assert (tmp_path / "done" / NAME).exists() and Order.objects.count() == 1


def test_a_claimed_name_is_not_claimed_twice(world, tmp_path):
    path = put(tmp_path, book(row()))
    assert watch._claim(path) == tmp_path / "working" / NAME
    assert watch._claim(path) is None
    put(tmp_path, book(row(订单号="A2")))
    assert watch._claim(path) is None  # the first of this name is still being worked on


def test_more_rows_than_on_the_web_are_taken(world, tmp_path, monkeypatch):
    """The web takes 100,000 rows and 20 MB, the folder a million rows and 100 MB: here 2 against the usual."""
    from core.workbooks import Limits
    from orders.intake.services import rows as intake_rows

    monkeypatch.setattr(intake_rows, "web_limits", lambda: Limits(rows=2))
    put(tmp_path, book(*[row(订单号=f"A{n}") for n in range(3)]))
    folder_import(root=tmp_path)
    assert Order.objects.count() == 3


def test_the_beat_nudges():
    from config.beat import schedule

    assert schedule(simulation=False)["imports-nudge"]["task"] == "orders.intake.tasks.imports_nudge"
