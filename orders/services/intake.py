"""Intake of the client's order file (FLW-A, DOC-01): read, compare, write, report every row (INV-01 to INV-05)."""

from collections import Counter

from django.db import transaction

from core import audit, clock
from core.facts import publish
from core.files import file_store
from core.models import StoredFile
from orders.events import OrdersCreated
from orders.models import Client, ImportBatch, Order
from orders.selectors.mapping import reading_of
from orders.services.intake_changes import changes_find, changes_settle
from orders.services.intake_compare import draft_compare, numbers_here, orders_here, unchanged_settle
from orders.services.intake_rows import CONFLICT, OUT_OF_AREA, RESULTS, file_read
from orders.services.intake_write import BATCH, drafts_write, outside_open, rows_report
from orders.services.intake_zones import DOUBTFUL, Zones, promise_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ, RESOLVED, STEP = 20, 70, 500  # percent of the work, and after how many addresses it is told


def order_import(
    *, content, filename, business_date, client, platform, actor, arrival=None, limits=None, reading=None, take=None,
    progress=None, finish=None,
):  # fmt: skip
    """Import one file for one business date and return its ImportBatch, with `problems` (list of Problem) on it.

    `content`: bytes. Rows that cannot be taken are reported and the others imported; a file that cannot be read as a
    whole raises WorkbookProblem and nothing is written. created + changed + unchanged + duplicate + conflict +
    rejected + out_of_area = rows (INV-04). A row whose zone a person must pick counts as out of area, because its
    order has no zone and no waybill until then (INV-01, SLA-24); `asked` says how many of those rows that are.
    `arrival`: starts the promise of orders without a ship-out time (AMB-01).

    Money and goods of an order that is here already never change (INV-02, INV-03); what describes its delivery does
    when `take(order)` is true and it is not planned yet. `reading`: titles and mended cells, the client's newest
    mapping by itself. `progress(percent)` is called before anything is locked. `finish(batch, lines)` is called last
    in the transaction: what it raises undoes the whole import.
    """
    progress = progress or (lambda percent: None)
    reading = reading or reading_of(client=client)
    sheet, lines, drafts = file_read(content=content, filename=filename, limits=limits, reading=reading)
    progress(READ)
    zones = _zones_resolve(drafts, client, progress)
    with transaction.atomic():
        # One import of a client at a time, so that two of the same file create each order once. No other lock.
        Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        fresh, differing = _compare(sheet, drafts, client)
        changes = changes_find(sheet=sheet, drafts=differing, zones=zones)
        changes_settle(changes=changes, take=take or nothing, actor=actor)
        started_at = arrival.arrived_at if arrival else None
        accepted, outside = drafts_write(
            sheet=sheet, drafts=fresh, zones=zones, business_date=business_date, client=client, platform=platform,
            actor=actor, started_at=started_at,
        )  # fmt: skip
        batch = _report(lines, content, filename, business_date, client, actor, len(accepted))
        if accepted:
            ids = tuple(order.pk for order in accepted)
            publish(OrdersCreated(order_ids=ids, business_date=business_date, actor_id=getattr(actor, "pk", None)))
        outside_open(orders=outside, actor=actor)
        batch.problems = [problem for line in lines for problem in line.problems]
        if finish:
            finish(batch, lines)
    return batch


def nothing(order):
    """Leave every changed order as it is."""
    return False


def everything(order):
    """Update every changed order that may be."""
    return True


@transaction.atomic
def promises_start(*, client, platform, business_date, arrived_at):
    """The arrival starts the promise of orders without a ship-out time (AMB-01); returns how many."""
    waiting = Order.objects.select_for_update(no_key=True).filter(
        client=client, platform=platform, business_date=business_date, shipped_at=None, promise_at=None,
        zone__isnull=False,
    )  # fmt: skip
    orders = list(waiting.order_by("pk"))
    zones = {zone.pk: zone for zone in Zones().rows.values()}
    changes = []
    for order in orders:
        order.promise_at = promise_of(started_at=arrived_at, zone=zones.get(order.zone_id) or order.zone)
        changes.append((order, {"promise_at": None}, {"promise_at": order.promise_at.isoformat()}))
    Order.objects.bulk_update(orders, ["promise_at"], batch_size=BATCH)
    audit.record_many(actor=None, action="order.promise", changes=changes)
    return len(orders)


@transaction.atomic
def batch_printed(*, batch, actor):
    """Note when the batch list was first printed (DAY-03: before the goods arrive)."""
    ImportBatch.objects.filter(pk=batch.pk, printed_at=None).update(printed_at=clock.now())
    audit.record(actor=actor, action="import.print", subject=batch)


def _zones_resolve(drafts, client, progress):
    """The slow part, before the transaction."""
    zones = Zones()
    here = numbers_here(client=client, keys=[draft.key for draft in drafts])
    fresh = [draft for draft in drafts if draft.key not in here]
    for number, draft in enumerate(fresh):
        zones.of(draft.values)
        if number % STEP == 0:
            progress(READ + (RESOLVED - READ) * number // len(fresh))
    progress(RESOLVED)
    return zones


def _compare(sheet, drafts, client):
    """Settle the drafts whose order is here; returns (the others, those that differ from their order)."""
    drafts = unchanged_settle(client=client, drafts=drafts)
    by_key, differing = {draft.key: draft for draft in drafts}, []
    for _, found in orders_here(client=client, keys=list(by_key)):
        for key, order in found.items():
            draft = by_key.pop(key)
            draft_compare(sheet=sheet, draft=draft, order=order)
            if any(line.result == CONFLICT for line in draft.lines):
                differing.append(draft)
    return list(by_key.values()), differing


def _report(lines, content, filename, business_date, client, actor, orders_created):
    counts = Counter(line.result for line in lines)
    assert set(counts) <= set(RESULTS) and sum(counts.values()) == len(lines), "INV-04: a row without a result"
    stored = file_store(content=content, name=filename, content_type=XLSX, kind="order_import", actor=actor)
    batch = ImportBatch.objects.create(
        client=client, business_date=business_date, file=stored, rows=len(lines), orders_created=orders_created,
        asked=sum(_is_asked(line) for line in lines), imported_by=actor, imported_at=clock.now(),
        **{result: counts[result] for result in RESULTS},
    )  # fmt: skip
    StoredFile.objects.filter(pk=stored.pk).update(about=f"import:{batch.pk}")
    rows_report(batch=batch, lines=lines)
    new = {"rows": batch.rows} | {result: counts[result] for result in RESULTS}
    audit.record(actor=actor, action="import.done", subject=batch, new=new)
    return batch


def _is_asked(line):
    return line.result == OUT_OF_AREA and any(problem.code == DOUBTFUL for problem in line.problems)
