"""Import batches and their reports."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.deadlines import Timetable, timetable
from core.errors import Invalid, Missing
from core.types import JsonObject
from orders.intake.deadlines import ORDERS_IMPORTED
from orders.intake.lifecycle import RowResult
from orders.intake.models import ImportBatch, ImportRow
from orders.intake.orderfile.problems import BAD, RESULTS
from orders.register.models import GoodsItem
from people.models import Platform


@dataclass(frozen=True)
class Listed:
    """A batch as the list shows it. `late`: lateness_tone; `rest`: its counts after the created ones, by RESULTS."""

    batch: ImportBatch
    late: str
    rest: list[int]


def hub_of_code(code: str = "") -> Platform:
    """The platform with this code, or the hub where the client delivers."""
    rows = Platform.objects.filter(code=code) if code else Platform.objects.filter(is_hub=True)
    found = rows.first()
    if found is None:
        raise Invalid("platform", _("There is no such platform, or no hub yet."))
    return found


def batches() -> QuerySet[ImportBatch]:
    """Import batches, newest first; whoever may read imports sees all of them."""
    return ImportBatch.objects.select_related("client", "file", "imported_by")


def batch_get(pk: int) -> ImportBatch:
    """One batch, or Missing."""
    batch = batches().filter(pk=pk).first()
    if batch is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return batch


def lateness_tone(instant: dt.datetime, business_date: dt.date, hours: Timetable) -> str:
    """Nothing until the deadline warns, "warn" until it is over, "late" after it (DAY-01, DAY-03)."""
    if instant <= hours.warns_at(ORDERS_IMPORTED, business_date):
        return ""
    return "warn" if instant <= hours.at(ORDERS_IMPORTED, business_date) else "late"


def listed(batch: ImportBatch, hours: Timetable) -> Listed:
    """The batch as the list shows it."""
    late = lateness_tone(batch.imported_at, batch.business_date, hours)
    return Listed(batch, late, [getattr(batch, name) for name in list(RESULTS)[1:]])


def day_state() -> JsonObject:
    """Today's intake: {"day", "late", "missing"}; `missing` while today has no batch (DAY-01, INV-05)."""
    today, hours = clock.today(), timetable()
    missing = not ImportBatch.objects.filter(business_date=today).exists()
    late = lateness_tone(clock.now(), today, hours) if missing else ""
    return {"day": today, "late": late, "missing": missing}


def tiles(batch: ImportBatch) -> list[JsonObject]:
    """The counts of a batch for its page: label, value, tone and note."""
    shown = [{"label": _("Rows"), "value": batch.rows, "tone": "", "note": ""}]
    for name, label in RESULTS.items():
        value = getattr(batch, name)
        bad = value - (batch.asked if name == RowResult.OUT_OF_AREA else 0) if name in BAD else 0
        note = _tile_note(batch, name)
        shown.append({"label": label, "value": value, "tone": "late" if bad else "", "note": note})
    return shown


def _tile_note(batch: ImportBatch, name: str) -> str:
    if name == RowResult.CREATED:
        return _("Orders: %(count)s") % {"count": batch.orders_created}
    if name == RowResult.OUT_OF_AREA and batch.asked:
        return _("Zone to be picked: %(count)s") % {"count": batch.asked}
    return ""


def report_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Rows of a batch for DOC-02, with their order."""
    return ImportRow.objects.filter(batch=batch).select_related("order")


def print_items(batch: ImportBatch) -> QuerySet[GoodsItem]:
    """The goods of the orders that this batch created, for DOC-03; none of an order that is out of area by now."""
    new = (RowResult.CREATED, RowResult.OUT_OF_AREA)
    orders = ImportRow.objects.filter(batch=batch, result__in=new).values("order")
    rows = GoodsItem.objects.filter(order__in=orders, order__waybill_no__isnull=False).select_related("order")
    return rows.prefetch_related("parts").order_by("order_id", "line_no")


def done_steps() -> list[JsonObject]:
    """The step bar of an import that is done."""
    return [{"label": label, "state": "done"} for label in (_("Upload"), _("Check"), _("Decide"), _("Finished"))]
