"""Intake of the client's order file (FLW-A, DOC-01): read, compare, write, report every row (INV-01 to INV-05)."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from core import audit, clock
from core.bulk import collector_paused
from core.files import file_store
from core.models import StoredFile
from core.workbooks import XLSX
from core.workbooks.reader import Limits
from orders.intake.kinds import IMPORT_DONE, IMPORT_PRINT, ORDER_FILE
from orders.intake.lifecycle import RowResult
from orders.intake.models import ImportBatch
from orders.intake.orderfile.reading import Reading
from orders.intake.selectors.mapping import reading_of
from orders.intake.services.compare import numbers_here
from orders.intake.services.file import OrderFile, file_open
from orders.intake.services.places import Zones
from orders.intake.services.work import ImportWork
from orders.register.models import Client, Order
from people.models import Platform, User

READ, LOOKED = 0, 70  # percent of the work


def order_import(
    *,
    content: bytes,
    filename: str,
    business_date: dt.date,
    client: Client,
    platform: Platform,
    actor: User | None,
    limits: Limits | None = None,
    reading: Reading | None = None,
    take: Callable[[Order], bool] | None = None,
    progress: Callable[[int], None] | None = None,
    finish: Callable[[ImportWork], None] | None = None,
) -> ImportBatch:
    """Import one file for one business date and return its ImportBatch, with `problems` (list of Problem) on it.

    `content`: bytes. Rows that cannot be taken are reported and the others imported; a file that cannot be read as a
    whole raises WorkbookProblem and nothing is written. created + changed + unchanged + duplicate + conflict +
    rejected + out_of_area = rows (INV-04). A row whose zone a person must pick counts as out of area, because its
    order has no zone and no waybill until then (INV-01, SLA-24); `asked` says how many of those rows that are.

    Money and goods of an order that is here already never change (INV-02, INV-03); what describes its delivery does
    when `take(order)` is true and it is not planned yet. `reading`: titles and mended cells, the client's newest
    mapping by itself. `progress(percent)` is called before anything is locked. `finish(work)` is called last in
    the transaction, with the ImportWork whose rows are written: what it raises undoes the whole import.
    """
    reading = reading or reading_of(client=client)
    opened = file_open(content=content, filename=filename, limits=limits, reading=reading)
    with opened as file, collector_paused():
        zones = _look(file, client, progress or (lambda percent: None))
        with transaction.atomic():
            # One import of a client at a time, so that two of the same file create each order once. No other lock.
            Client.objects.select_for_update(no_key=True).get(pk=client.pk)
            batch = _batch(content, filename, business_date, client, actor)
            work = ImportWork(file.layout, zones, batch, client, platform, actor, take or nothing)
            _carry_out(work, file)
            if finish:
                finish(work)
    return batch


def nothing(order: Order) -> bool:
    """Leave every changed order as it is."""
    return False


def everything(order: Order) -> bool:
    """Update every changed order that may be."""
    return True


@transaction.atomic
def batch_printed(*, batch: ImportBatch, actor: User) -> None:
    """Note when the batch list was first printed (DAY-03: before the goods arrive)."""
    ImportBatch.objects.filter(pk=batch.pk, printed_at=None).update(printed_at=clock.now())
    audit.record(actor=actor, action=IMPORT_PRINT, subject=batch)


def _look(file: OrderFile, client: Client, progress: Callable[[int], None]) -> Zones:
    """The slow part, before the transaction: reads the whole file and resolves the addresses of new orders."""
    zones = Zones(client)
    for number, (keys, places) in enumerate(file.looked(), 1):
        zones.learn(places, keys, lambda new: numbers_here(client=client, keys=new))
        progress(LOOKED - (LOOKED - READ) // (number + 1))  # how many rows come nobody knows
    return zones


def _batch(content: bytes, filename: str, business_date: dt.date, client: Client, actor: User | None) -> ImportBatch:
    stored = file_store(content=content, name=filename, content_type=XLSX, kind=ORDER_FILE, actor=actor)
    batch = ImportBatch.objects.create(
        client=client, business_date=business_date, file=stored, imported_by=actor, imported_at=clock.now()
    )
    StoredFile.objects.filter(pk=stored.pk).update(about=f"import:{batch.pk}")
    return batch


def _carry_out(work: ImportWork, file: OrderFile) -> None:
    work.write(file.groups())
    _close(work.batch, work, file.rows)
    work.cases_open()


def _close(batch: ImportBatch, work: ImportWork, rows: int) -> None:
    """The counts of a batch whose rows are all written, and its history."""
    assert set(work.counts) <= set(RowResult) and sum(work.counts.values()) == rows, "INV-04: a row without a result"
    new = {"rows": rows} | {result: work.counts[result] for result in RowResult}
    for name, value in new.items():
        setattr(batch, name, value)
    batch.asked, batch.orders_created = work.asked, work.orders_created
    batch.save(update_fields=[*new, "asked", "orders_created"])
    work.faulty.sort(key=lambda line: line.number)
    batch.problems = [problem for line in work.faulty for problem in line.problems]
    audit.record(actor=batch.imported_by, action=IMPORT_DONE, subject=batch, new=new)
