"""Line-haul arrival and acceptance: registered, unloaded, checked item by item, receipted and signed (FLW-B)."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from core.lifecycle import N_
from core.translatable import translatable
from core.types import JsonObject
from orders.exceptions.selectors.pictures import photos_of
from orders.exceptions.services.cases import exception_open
from orders.gate import cases, decisions
from orders.gate.kinds import ACCEPTANCE, ARRIVAL_REGISTER, ARRIVAL_UNLOADED
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.selectors.arrival import missing_items, receipt_content
from orders.gate.selectors.surplus import surplus_of
from orders.gate.services.accepting import acceptance_complete
from orders.gate.services.checking import check_carry_out
from orders.gate.services.surplus import surplus_guard
from orders.register.models import Client, Order
from orders.register.services.promise import line_haul_arrived
from people.models import Platform, User
from sheets.lifecycle import SheetState
from sheets.models import Sheet, Signature
from sheets.services.papers import sheet_issue, sheet_sign, sheet_sign_outside, sheet_void


@transaction.atomic
def arrival_register(
    *,
    client: Client,
    platform: Platform,
    business_date: dt.date,
    carrier: str,
    plate: str,
    actor: User,
    seal_no: str = "",
    seal_intact: bool = True,
    arrived_at: dt.datetime | None = None,
) -> Arrival:
    """Register the client's truck at the gate (FLW-B.1). A broken seal opens an exception. Returns the arrival."""
    if not carrier.strip() or not plate.strip():
        raise Invalid("carrier", _("Write the carrier and the plate of the truck."))
    instant = clock.now()
    if arrived_at and arrived_at > instant:
        raise Invalid("arrived_at", _("The truck cannot have arrived in the future."))
    arrival = Arrival.objects.create(
        client=client,
        platform=platform,
        business_date=business_date,
        carrier=carrier.strip()[:60],
        plate=plate.strip().upper()[:20],
        seal_no=seal_no.strip()[:40],
        seal_intact=seal_intact,
        arrived_at=arrived_at or instant,
        registered_by=actor,
    )
    audit.record(actor=actor, action=ARRIVAL_REGISTER, subject=arrival, new={"plate": arrival.plate})
    came = arrival.arrived_at
    line_haul_arrived(client=client, platform=platform, business_date=business_date, arrived_at=came, actor=actor)
    if not seal_intact:
        exception_open(
            kind=cases.SEAL, client=client, description=f"{arrival.plate} {arrival.seal_no}".strip(), actor=actor
        )
    return arrival


@transaction.atomic
def late_orders_arrive(*, order_ids: tuple[int, ...]) -> None:
    """Orders accepted after the first line-haul of their day came: it starts their promise without a ship-out."""
    days = Order.objects.filter(pk__in=order_ids, arrived_at=None).order_by().values("business_date").distinct()
    rows = Arrival.objects.filter(business_date__in=days).order_by("-arrived_at")
    for row in {(row.client_id, row.platform_id, row.business_date): row for row in rows}.values():
        line_haul_arrived(
            client=row.client, platform=row.platform, business_date=row.business_date, arrived_at=row.arrived_at
        )


@transaction.atomic
def arrival_unloaded(*, arrival: Arrival, actor: User) -> None:
    """Note the end of unloading; only now may goods be checked (INV-09)."""
    arrival = _locked(arrival)
    if arrival.unloaded_at:
        raise Conflict("unloaded", _("The end of unloading is recorded already."))
    Arrival.objects.filter(pk=arrival.pk).update(unloaded_at=clock.now())
    audit.record(actor=actor, action=ARRIVAL_UNLOADED, subject=arrival)


@transaction.atomic
def arrival_check(
    *, arrival: Arrival, lines: list[JsonObject] | tuple[JsonObject, ...] = (), rest: str | None = None, actor: User
) -> JsonObject:
    """Record what the keeper found for items; `rest="accepted"` accepts what is left, as listed.

    `lines`: [{"item": id, "outcome": accepted|noted|refused|short, "note", "clause", "parts": [{"kind", "code"}]}].
    The code of a part is what stands on the outside label (INV-06, INV-07). A finding opens an exception at once, so
    that the client can instruct before the receipt. `rest` leaves air conditioners whose codes were not read.
    Returns {"checked", "expected", "cases"}.
    """
    arrival = _open(arrival)
    if arrival.unloaded_at is None:
        raise Conflict("not_unloaded", _("Goods are checked after unloading: record the end of unloading first."))
    return check_carry_out(arrival=arrival, lines=list(lines), rest=rest, actor=actor)


@transaction.atomic
def arrival_issue(*, arrival: Arrival, actor: User) -> Sheet:
    """Issue the acceptance receipt (DOC-04), or a new version when something changed since. Returns the sheet.

    Every expected item needs an outcome, and goods that come in on a finding need the client's word first (FLW-B.5);
    refused and short goods stay with the client, so the truck need not wait for an instruction on them.
    """
    arrival = _open(arrival)
    _issue_guard(arrival)
    content = receipt_content(arrival)
    old = arrival.sheet
    if old and old.status == SheetState.ISSUED and old.content == content:
        return old
    if old and old.status == SheetState.ISSUED:
        sheet_void(sheet=old, reason=translatable(N_("Something changed before it was signed.")), actor=actor)
    sheet = sheet_issue(
        kind=ACCEPTANCE,
        platform=arrival.platform,
        business_date=arrival.business_date,
        about=arrival_about(arrival.pk),
        content=content,
        actor=actor,
        replaces=old,
    )
    Arrival.objects.filter(pk=arrival.pk).update(sheet=sheet)
    return sheet


@transaction.atomic
def arrival_sign(
    *,
    arrival: Arrival,
    side: str,
    actor: User,
    signer: User | None = None,
    method: str = Signature.SESSION,
    name: str = "",
    image: bytes = b"",
    shown: str | None = None,
    paper: bool = False,
) -> bool:
    """Sign one side: the keeper as `signer`, the carrier's man by `name` and `image` with `actor` as witness.

    Returns True when both sides are signed; then accepted goods are in the store and their orders in stock (STM-04).
    """
    arrival = _open(arrival)
    sheet = arrival.sheet
    if sheet is None:
        raise Conflict("no_receipt", _("Issue the acceptance receipt first."))
    _issue_guard(arrival)
    if sheet.content != receipt_content(arrival):
        raise Conflict("receipt_old", _("Something changed since the receipt was issued: issue it again, then sign."))
    if signer is not None:
        complete = sheet_sign(sheet=sheet, side=side, signer=signer, method=method, shown=shown)
    else:
        method = Signature.PAPER if paper else Signature.DRAWN
        complete = sheet_sign_outside(
            sheet=sheet, side=side, name=name, image=image, witness=actor, method=method, shown=shown
        )
    if complete:
        acceptance_complete(arrival=arrival, sheet=sheet, actor=signer or actor)
    return complete


def arrival_about(pk: int) -> str:
    """What files and audit rows of an arrival are filed under."""
    return f"arrival:{pk}"


def _locked(arrival: Arrival) -> Arrival:
    return Arrival.objects.select_for_update(no_key=True).get(pk=arrival.pk)


def _open(arrival: Arrival) -> Arrival:
    arrival = _locked(arrival)
    if arrival.sheet and arrival.sheet.status == SheetState.SIGNED:
        raise Conflict("receipt_signed", _("The acceptance receipt is signed; it cannot be changed any more."))
    return arrival


def _issue_guard(arrival: Arrival) -> None:
    if arrival.unloaded_at is None:
        raise Conflict("not_unloaded", _("Goods are checked after unloading: record the end of unloading first."))
    left = missing_items(arrival)
    if left:
        text = _("Items without a result: %(count)s; the first is %(item)s of order %(order)s.")
        raise Conflict("unchecked", text, count=len(left), item=left[0].name, order=left[0].order.order_no)
    lines = AcceptanceLine.objects.filter(arrival=arrival)
    surplus_guard(arrival)
    _photos_needed(lines)
    if not lines.exists() and not surplus_of(arrival):
        raise Conflict("nothing", _("No goods are expected: import the orders of this day first."))
    waiting = lines.filter(outcome=AcceptanceLine.NOTED).select_related("item__order")
    for line in waiting:
        if not _instructed(line):
            text = _("%(item)s of order %(order)s is to come in with a note: record the client's instruction first.")
            raise Conflict("not_instructed", text, item=line.item.name, order=line.item.order.order_no)


def _photos_needed(lines: QuerySet[AcceptanceLine]) -> None:
    """A damaged carton is shown to the client: a photo of it before the receipt (ENT-12)."""
    rows = lines.filter(item__exceptions__kind=cases.DAMAGE, outcome__in=AcceptanceLine.DAMAGED)
    damaged = list(rows.select_related("item__order").distinct())
    shown = photos_of([line.item_id for line in damaged])
    bare = [line.item for line in damaged if line.item_id not in shown]
    if bare:
        text = _("%(item)s of order %(order)s is damaged: take a photo of the carton first.")
        raise Conflict("photo_missing", text, item=bare[0].name, order=bare[0].order.order_no)


def _instructed(line: AcceptanceLine) -> bool:
    case = line.item.exceptions.filter(kind__in=cases.FINDINGS).order_by("-id").first()
    last = case.instructions.order_by("-id").first() if case else None
    return last is not None and last.decision == decisions.ACCEPT
