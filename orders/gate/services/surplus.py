"""Surplus goods: found on the truck, in no batch, held apart until the client instructs (ENT-12, FLW-B.5)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from orders.exceptions.services.cases import exception_open
from orders.exceptions.services.desk import case_attach
from orders.gate import cases, decisions
from orders.gate.kinds import SURPLUS_ADD, SURPLUS_MOVE
from orders.gate.models import Arrival, SurplusItem
from orders.gate.selectors.surplus import surplus_going, surplus_of
from orders.register.services.custody import proven
from people.kinds import HolderKind
from people.models import Holder, User
from people.services.places import store_of
from sheets.models import Sheet


@transaction.atomic
def surplus_add(
    *,
    arrival: Arrival,
    label: str,
    code: str = "",
    pieces: int = 1,
    photo: tuple[bytes, str] | None = None,
    actor: User,
) -> SurplusItem:
    """Write down what the outside label of a surplus item says and ask the client. Returns the SurplusItem.

    `photo`: (bytes, file name) of a PNG or JPEG, or None. The goods stay the client's, held apart (BG-17).
    """
    if arrival.unloaded_at is None:
        raise Conflict("not_unloaded", _("Goods are checked after unloading: record the end of unloading first."))
    if not label.strip() or pieces < 1:
        raise Invalid("label", _("Write what the outside label says, and how many pieces there are."))
    text = " ".join(filter(None, [label.strip(), code.strip()]))
    case = exception_open(kind=cases.SURPLUS, client=arrival.client, description=text, actor=actor)
    found = SurplusItem.objects.create(
        arrival=arrival,
        case=case,
        label=label.strip()[:120],
        code=code.strip()[:40],
        pieces=pieces,
        holder=arrival.client.holder,
        found_by=actor,
        found_at=clock.now(),
    )
    audit.record(actor=actor, action=SURPLUS_ADD, subject=found, new={"pieces": pieces, "code": found.code})
    if photo:
        case_attach(case=case, content=photo[0], name=photo[1], actor=actor)
    return found


def surplus_settle(*, arrival: Arrival, sheet: Sheet, actor: User) -> None:
    """Within the signing transaction: kept goods into the store, those going back out of it."""
    store, client = store_of(arrival.platform), arrival.client.holder
    for found in surplus_of(arrival):
        if found.decision == decisions.KEEP:
            surplus_move(found=found, source=client, target=store, sheet=sheet, actor=actor)
        else:
            SurplusItem.objects.filter(pk=found.pk).update(returned_by=sheet)
    for found in surplus_going(arrival):
        surplus_move(found=found, source=store, target=client, sheet=sheet, actor=actor)


def surplus_guard(arrival: Arrival) -> None:
    """Refuse a receipt while the client has not said what becomes of surplus goods: they cannot stand nowhere."""
    for found in surplus_of(arrival):
        if not found.decision:
            text = _("Surplus goods (%(label)s): record first whether the carrier takes them back or they are kept.")
            raise Conflict("surplus_not_instructed", text, label=found.label)


@transaction.atomic
def surplus_move(*, found: SurplusItem, source: Holder, target: Holder, sheet: Sheet, actor: User) -> None:
    """Surplus goods change hands by a signed receipt: into the store, or back to the client (FLW-B.5).

    They belong to no order, so they have no movement of a goods item; their own row names both sheets.
    """
    assert proven(sheet), "custody moves by a signed sheet only"
    values = {"sheet": sheet} if target.kind == HolderKind.STORE else {"returned_by": sheet}
    count = SurplusItem.objects.filter(pk=found.pk, holder=source).update(holder=target, **values)
    if count != 1:
        text = _("“%(thing)s” is not with %(holder)s now.")
        raise Conflict("custody", text, thing=str(found), holder=source.name)
    change = {"holder": target.pk, "sheet": sheet.number}
    audit.record(actor=actor, action=SURPLUS_MOVE, subject=found, old={"holder": source.pk}, new=change)
