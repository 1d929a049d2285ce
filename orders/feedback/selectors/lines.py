"""What is told to the client, computed from frozen facts as of a cut-off (INV-36 to INV-38, INV-48).

A fact counts when it was recorded before the cut-off, so the same cut-off gives the same rows on any later day.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core import clock
from core.counting import count_of
from core.deadlines import Timetable
from core.errors import Missing
from core.types import WithAnnotations
from orders.exceptions.models import Instruction
from orders.feedback.deadlines import FEEDBACK_FINAL, FEEDBACK_NOON, FEEDBACK_OPENS
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport, FeedbackLine
from orders.feedback.titles import OWN_REASONS, RESULTS
from orders.register import lifecycle
from orders.register.lifecycle import DeliveryResult
from orders.register.models import Client, Order, Outcome, Reason, StatusChange

CUT_OFFS = {FeedbackKind.NOON: FEEDBACK_NOON, FeedbackKind.FINAL: FEEDBACK_FINAL}  # CON-06
OPENS = {FeedbackKind.NOON: FEEDBACK_OPENS, FeedbackKind.FINAL: FEEDBACK_NOON}  # CON-16: CS may be early
UNFINISHED = (DeliveryResult.IN_PROGRESS, DeliveryResult.DEFERRED)
CHUNK = 500


class NewestOutcomes(TypedDict):
    """What `_orders` adds: ids of the newest outcomes at the cut-off and as told before, and the result told before."""

    at_cut: int | None
    told: int | None
    told_result: DeliveryResult | None


ToldOrder: TypeAlias = WithAnnotations[Order, NewestOutcomes]


@dataclass
class ResultRow:
    """One order in a file. `why`: the state or reason of an unfinished order."""

    order: ToldOrder
    outcome: Outcome | None
    code: DeliveryResult
    why: str = ""
    correction: bool = False
    client_staff_no: str = ""
    reason_name: str = field(default="", repr=False)

    @property
    def key(self) -> list[int | str]:
        """What the row says, by reference: the part that a recomputation must repeat."""
        outcome_id = self.outcome.pk if self.outcome else 0
        return [self.order.pk, outcome_id, self.code, self.why, self.correction, self.client_staff_no]


def nominal_cut_off(business_date: dt.date, kind: FeedbackKind) -> dt.datetime:
    """Noon or the seal of the day after, as the deadlines stand."""
    return CUT_OFFS[kind].at(business_date)


def opens_at(business_date: dt.date, kind: FeedbackKind) -> dt.datetime:
    """From when this file may be made."""
    return OPENS[kind].at(business_date)


def cut_off_of(client: Client, business_date: dt.date, kind: FeedbackKind) -> dt.datetime:
    """The cut-off of the file as it was sent, else the nominal one."""
    sent = FeedbackExport.objects.filter(client=client, business_date=business_date, kind=kind)
    return sent.values_list("cut_off", flat=True).first() or nominal_cut_off(business_date, kind)


def feedback_rows(
    *, client: Client, business_date: dt.date, kind: FeedbackKind, cut_off: dt.datetime
) -> list[ResultRow]:
    """The rows of one file: every order of the day once, then open and changed orders of earlier days."""
    before = cut_off_of(client, business_date - dt.timedelta(days=1), FeedbackKind.FINAL)
    noon = cut_off_of(client, business_date, FeedbackKind.NOON) if kind == FeedbackKind.FINAL else cut_off
    own = _orders(client, cut_off, min(noon, cut_off)).filter(business_date=business_date)
    earlier = _earlier(client, business_date, before, cut_off)
    orders = [*own.order_by("order_no", "shipment_no"), *earlier.order_by("business_date", "order_no", "shipment_no")]
    rows = [_row(order) for order in orders]
    _outcomes_put(rows)
    _states_put([row for row in rows if row.outcome is None], cut_off)
    _staff_put(rows, cut_off)
    return rows


def counts_of(rows: list[ResultRow]) -> dict[str, int]:
    """{rows, delivered, refused, in_progress, other, corrections} of computed rows."""
    count: Counter[str] = Counter(row.code for row in rows)
    refused = sum(count[result] for result in lifecycle.REFUSED)
    known = count[DeliveryResult.DELIVERED] + refused + count[DeliveryResult.IN_PROGRESS]
    return {
        "rows": len(rows),
        "delivered": count[DeliveryResult.DELIVERED],
        "refused": refused,
        "in_progress": count[DeliveryResult.IN_PROGRESS],
        "other": len(rows) - known,
        "corrections": sum(row.correction for row in rows),
    }


def _orders(client: Client, cut_off: dt.datetime, told_at: dt.datetime) -> QuerySet[ToldOrder]:
    """Orders known at the cut-off, with their newest outcome then (`at_cut`) and as told before (`told`)."""
    orders = Order.objects.filter(client=client, created_at__lt=cut_off).select_related("client")
    return orders.annotate(
        at_cut=_newest("pk", cut_off), told=_newest("pk", told_at), told_result=_newest("result", told_at)
    )


def _newest(what: str, instant: dt.datetime) -> Subquery:
    rows = Outcome.objects.filter(order=OuterRef("pk"), recorded_at__lt=instant).order_by("-recorded_at", "-pk")
    return Subquery(rows.values(what)[:1])


def _earlier(client: Client, business_date: dt.date, before: dt.datetime, cut_off: dt.datetime) -> QuerySet[ToldOrder]:
    """Orders of earlier days that were open in the last file, or whose final result has changed since.

    Each of them is without a result to this day or has got one since; nothing else of all the years is looked at.
    """
    since = Outcome.objects.filter(recorded_at__gte=before).order_by()
    open_still = Order.objects.filter(client=client, status__in=lifecycle.WITHOUT_RESULT).order_by()
    changed = Outcome.objects.filter(order=OuterRef("pk"), recorded_at__gte=before, recorded_at__lt=cut_off)
    orders = _orders(client, cut_off, before).filter(business_date__lt=business_date)
    orders = orders.filter(pk__in=open_still.values("pk").union(since.values("order")))
    return orders.filter(Q(told_result__isnull=True) | Q(told_result__in=UNFINISHED) | Exists(changed))


def _row(order: ToldOrder) -> ResultRow:
    finished = order.told_result is not None and order.told_result not in UNFINISHED
    return ResultRow(order, None, DeliveryResult.IN_PROGRESS, correction=finished and order.told != order.at_cut)


def _outcomes_put(rows: list[ResultRow]) -> None:
    ids = [row.order.at_cut for row in rows if row.order.at_cut]
    outcomes: dict[int | None, Outcome] = {}
    for start in range(0, len(ids), CHUNK):
        found = Outcome.objects.filter(pk__in=ids[start : start + CHUNK]).select_related("signer", "driver_user")
        outcomes |= {outcome.pk: outcome for outcome in found}
    names = OWN_REASONS | dict(Reason.objects.values_list("code", "name_zh"))
    for row in rows:
        row.outcome = outcome = outcomes.get(row.order.at_cut)
        if outcome:
            row.code = outcome.result if outcome.result in RESULTS else DeliveryResult.IN_PROGRESS
            row.why = outcome.reason if row.code == DeliveryResult.IN_PROGRESS else ""
            row.reason_name = names.get(outcome.reason, outcome.reason)


def _states_put(rows: list[ResultRow], cut_off: dt.datetime) -> None:
    """The state of unfinished orders at the cut-off: where the last change before it led, else what the first left."""
    by_order = {row.order.pk: row for row in rows}
    for row in rows:
        row.why = row.order.status
    ids = list(by_order)
    for start in range(0, len(ids), CHUNK):
        changes = StatusChange.objects.filter(order__in=ids[start : start + CHUNK])
        # Newest first: a later change gives way to what it left, until the newest one before the cut-off rules.
        settled = set()
        for change in changes.order_by("-id").iterator():
            if change.order_id not in settled:
                early = change.recorded_at < cut_off
                by_order[change.order_id].why = change.target if early else change.source
                settled |= {change.order_id} if early else set()


def _staff_put(rows: list[ResultRow], cut_off: dt.datetime) -> None:
    """The client's staff number: of the outcome itself, else of the last instruction on the order."""
    spoken = Instruction.objects.filter(received_at__lt=cut_off, exception__order__isnull=False)
    ids = [row.order.pk for row in rows if not (row.outcome and row.outcome.client_staff_no)]
    numbers: dict[int | None, str] = {}
    for start in range(0, len(ids), CHUNK):
        found = spoken.filter(exception__order__in=ids[start : start + CHUNK]).order_by("id")
        numbers |= dict(found.values_list("exception__order", "client_staff_no"))
    for row in rows:
        own = row.outcome.client_staff_no if row.outcome else ""
        row.client_staff_no = own or numbers.get(row.order.pk, "")


def exports_listed(business_date: dt.date | None = None) -> QuerySet[FeedbackExport]:
    """Sent files, newest first, with their counts of results."""
    rows = FeedbackExport.objects.select_related("client", "file", "made_by").order_by("-business_date", "-id")
    rows = rows.filter(business_date=business_date) if business_date else rows
    lines = FeedbackLine.objects.all()
    return rows.annotate(
        n_delivered=count_of(lines.filter(result=DeliveryResult.DELIVERED), "export"),
        n_refused=count_of(lines.filter(result__in=lifecycle.REFUSED), "export"),
        n_open=count_of(lines.filter(result=DeliveryResult.IN_PROGRESS), "export"),
        n_corrections=count_of(lines.filter(corrects__isnull=False), "export"),
    )


def export_found(pk: int) -> FeedbackExport:
    """One sent file, or Missing."""
    row = exports_listed().filter(pk=pk).first()
    if row is None:
        raise Missing("feedback", _("There is no such feedback file."))
    return row


def last_told(order_ids: list[int], before: FeedbackExport) -> dict[int, FeedbackLine]:
    """{order id: the newest line of a file made before this one}."""
    lines = FeedbackLine.objects.filter(order__in=order_ids, export__lt=before.pk).order_by("id")
    return {line.order_id: line for line in lines}


def is_late(export: FeedbackExport, hours: Timetable) -> bool:
    """Whether the client had the file after its hour, or has not got it although the hour is past (KPI-05)."""
    return (export.uploaded_at or clock.now()) > hours.at(CUT_OFFS[export.kind], export.business_date)
