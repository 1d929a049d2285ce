"""How an import writes: by COPY, with awkward texts whole (INV-02, ENT-06)."""

import subprocess
import sys

from django.conf import settings
from django.db import transaction

from core import audit
from core.bulk import FEW, ids_take, rows_add
from core.models import AuditRow
from core.words import AuditWord
from lab.benches.addresses import labels
from lab.proofs.orderbooks import orderbook_write
from orders.intake.models import ImportRow
from orders.intake.orderfile.titles import COLUMNS
from orders.intake.orderfile.values import Values
from orders.intake.services.imports import order_import
from orders.intake.services.places import Zones
from orders.register.models import Order, Recipient
from tests.cod.money import standing
from tests.orders.books import book, row
from tests.orders.test_import import F0_DAY

AWKWARD = ['"', "a,b", "x\ny", "x\ry", "\\N", "\\.", "a\n\\.\nb", "tab\there", "NULL", "", "'", "\\", "嘉定区", "a\\tb"]


def test_rows_go_in_as_they_are(world):
    """Signs that mean something to COPY are text like any other, and what is not named takes its default."""
    texts = AWKWARD * (FEW // len(AWKWARD) + 1)
    with transaction.atomic():
        ids = ids_take(Recipient, len(texts))
        rows = [(pk, text, "13812345678", "5678", text) for pk, text in zip(ids, texts, strict=True)]
        assert rows_add(Recipient, ("id", "name", "phone", "phone_tail", "address"), rows) == len(texts)
    found = Recipient.objects.filter(pk__in=ids).order_by("pk")
    assert list(found.values_list("name", "address", "phone2", "erased_at")) == [(t, t, "", None) for t in texts]
    assert Recipient.objects.create(name="n", phone="1", phone_tail="1", address="a").pk > max(ids)


def test_history_by_the_thousand_reads_like_history_by_one(world):
    """INV-49: values, nothing and null come back as they were recorded."""
    values = [None, {}, {"status": 'a "quoted", value', "amount_fen": 5}, {"note": "行\n行"}] * FEW
    changes = [(f"orders.order:{n}", f"order:{n}", None, value) for n, value in enumerate(values)]
    audit.record_refs(actor=world.intake, action=AuditWord("test.many", "Test"), changes=changes)
    rows = AuditRow.objects.filter(action=AuditWord("test.many", "Test")).order_by("id")
    assert list(rows.values_list("subject", "about", "old", "new")) == changes
    assert set(rows.values_list("actor_id", "actor_no", "note")) == {(world.intake.pk, world.intake.staff_no, "")}


def test_a_row_has_its_values_in_the_order_of_the_columns():
    assert Values._fields == tuple(column.field for column in COLUMNS)


def test_house_numbers_make_no_difference_to_a_zone(world):
    """One look per estate is enough: every labelled address reads the same with its numbers masked."""
    zones, empty = Zones(world.client), Values(*[""] * len(COLUMNS))
    assert zones.masked
    for label in labels():
        assert zones.of(empty._replace(address=label["address"])) == zones.resolver.resolve(label["address"])


def test_a_thousand_rows_by_copy_are_told_row_by_row(world, tmp_path):
    """ENT-06, INV-04: every row has its line in the report, new and again; the ledger owes what the orders collect."""
    path = tmp_path / "o.xlsx"
    orderbook_write(str(path), rows=600)
    where = {"business_date": F0_DAY, "client": world.client, "platform": world.platform, "actor": world.intake}
    first, again = [order_import(content=path.read_bytes(), filename="o.xlsx", **where) for _ in range(2)]
    assert (first.rows, first.created, again.unchanged) == (600, 600, 600)
    for batch in (first, again):
        assert ImportRow.objects.filter(batch=batch, order__isnull=False).count() == 600
    assert Order.objects.count() == first.orders_created == 540
    due = sum(Order.objects.values_list("amount_due_fen", flat=True))
    assert due > 0 and standing("DUE") == standing("PAY_UNC") == due


def test_the_measurement_begins_in_a_process_of_its_own():
    """The benchmark starts it without Django; it sets Django up before it imports a room."""
    command = [sys.executable, "-c", "from lab.proofs import import_measure"]
    assert subprocess.run(command, cwd=settings.BASE_DIR).returncode == 0


def test_an_order_whose_rows_stand_far_apart_is_one_order(world, monkeypatch):
    """INV-02, INV-04: a file is gone through in chunks of 500 rows here; what an order says does not depend on them."""
    monkeypatch.setattr("orders.intake.services.file.CHUNK", 1)
    rows = [row(订单号=f"A{n}") for n in range(520)]
    rows += [
        row(订单号="A0", 商品名称="挂架", 商品编码="B2"),
        row(订单号="A1"),
        row(订单号="A2", 数量="x"),
        row(订单号=""),
    ]
    where = {"business_date": F0_DAY, "client": world.client, "platform": world.platform, "actor": world.intake}
    first, again = [order_import(content=book(*rows), filename="o.xlsx", **where) for _ in range(2)]
    assert (first.rows, first.created, first.duplicate, first.rejected) == (524, 520, 1, 3)
    assert (again.unchanged, again.duplicate, again.rejected) == (520, 1, 3)
    assert [item.name for item in Order.objects.get(order_no="A0").items.all()][1:] == ["挂架"]
    assert [problem.row for problem in first.problems] == [4, 523, 524, 525]
    assert list(ImportRow.objects.filter(batch=first).values_list("row_no", flat=True)) == list(range(2, 526))
