"""The one writer of who holds goods and papers: only a signed sheet moves them (INV-12)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock, moves
from core.errors import Conflict
from core.types import JsonObject
from orders.register import lifecycle
from orders.register.kinds import GOODS_AREA
from orders.register.lifecycle import PaperAction, PaperKind
from orders.register.models import CustodyMovement, Document, GoodsItem, Order
from people.models import Holder, User
from sheets.lifecycle import SheetState
from sheets.models import Sheet

HANDED_IN = ("driver", "doc_admin")


@transaction.atomic
def goods_move(
    *,
    items: list[GoodsItem],
    source: Holder,
    target: Holder,
    sheet: Sheet,
    actor: User,
    moved_at: dt.datetime | None = None,
    **values: Any,
) -> None:
    """Move items from one holder to another by a signed sheet; `values` may set area or condition.

    Raises Conflict when one of them is not with `source`, naming it.
    """
    _move(GoodsItem, "item", items, source, target, sheet, actor, moved_at, values)


@transaction.atomic
def area_set(*, items: list[GoodsItem], area: str, sheet: Sheet, actor: User) -> None:
    """Items stand in another area of their store, by the keeper's signed slip (BG-17, BG-18)."""
    assert proven(sheet), "goods change their area by a signed slip only"
    GoodsItem.objects.filter(pk__in=[item.pk for item in items]).update(area=area)
    changes = [(item, {"area": item.area}, {"area": area, "sheet": sheet.number}) for item in items]
    audit.record_many(actor=actor, action=GOODS_AREA, changes=changes)


@transaction.atomic
def documents_move(
    *,
    documents: list[Document],
    source: Holder,
    target: Holder,
    sheet: Sheet,
    actor: User,
    moved_at: dt.datetime | None = None,
) -> None:
    """Move papers from one holder to another by a signed sheet."""
    _move(Document, "document", documents, source, target, sheet, actor, moved_at, {})


@transaction.atomic
def documents_create(
    *,
    papers: list[tuple[Order, PaperKind, str]],
    source: Holder,
    target: Holder,
    sheet: Sheet,
    actor: User,
    created_at: dt.datetime | None = None,
) -> list[Document]:
    """Papers come into being at the door: from the buyer to the driver by the receipt (FLW-L.5).

    `papers`: list of (order, kind, number). Returns the documents.
    """
    instant = created_at or clock.now()
    rows = [
        Document(order=order, kind=kind, number=number, holder=source, created_at=instant)
        for order, kind, number in papers
    ]
    documents = Document.objects.bulk_create(rows)
    documents_move(documents=documents, source=source, target=target, sheet=sheet, actor=actor, moved_at=created_at)
    return documents


@transaction.atomic
def documents_receive(*, documents: list[Document], source: Holder, target: Holder, sheet: Sheet, actor: User) -> None:
    """Papers come home to the platform's desk (FLW-J.2)."""
    moves.move(lifecycle.PAPER, PaperAction.RECEIVE, Document, [d.pk for d in documents], actor=actor)
    documents_move(documents=documents, source=source, target=target, sheet=sheet, actor=actor)


@transaction.atomic
def claim_undo(
    *, items: list[GoodsItem], documents: list[Document], driver: Holder, buyer: Holder, sheet: Sheet, actor: User
) -> None:
    """A delivery that was claimed without a paper is undone by the return sheet (INV-31, STM-19).

    The goods are back from the buyer with the driver, the paper that never was goes the other way. Driver and document
    administrator prove it; the sheet's third side, the keeper, proves only what follows.
    """
    _move(GoodsItem, "item", items, buyer, driver, sheet, actor, None, {}, sides=HANDED_IN)
    moves.move(lifecycle.PAPER, PaperAction.DECLARE_ABSENT, Document, [d.pk for d in documents], actor=actor)
    _move(Document, "document", documents, driver, buyer, sheet, actor, None, {}, sides=HANDED_IN)


def _move(
    model: type[Document] | type[GoodsItem],
    field: str,
    things: Sequence[Document] | Sequence[GoodsItem],
    source: Holder,
    target: Holder,
    sheet: Sheet,
    actor: User,
    moved_at: dt.datetime | None,
    values: JsonObject,
    sides: tuple[str, str] | None = None,
) -> None:
    assert proven(sheet, sides), "custody moves by a signed sheet only"
    ids = [thing.pk for thing in things]
    locked = model.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    astray = [thing for thing in locked if thing.holder_id != source.pk]
    if astray:
        text = _("“%(thing)s” is not with %(holder)s now.")
        raise Conflict("custody", text, thing=str(astray[0]), holder=source.name)
    count = model.objects.filter(pk__in=ids, holder=source).update(holder=target, **values)
    assert count == len(set(ids)), f"custody: {count} of {len(ids)}"
    instant = clock.now()
    CustodyMovement.objects.bulk_create(
        [
            CustodyMovement(
                **{f"{field}_id": pk},
                source=source,
                target=target,
                sheet=sheet,
                by=actor,
                moved_at=moved_at or instant,
                recorded_at=instant,
            )
            for pk in ids
        ],
        batch_size=500,
    )


def proven(sheet: Sheet, sides: tuple[str, str] | None = None) -> bool:
    """The whole sheet is signed, or those of its sides between whom the thing goes."""
    if sides:
        return set(sheet.signatures.values_list("side", flat=True)) >= set(sides)
    return type(sheet).objects.filter(pk=sheet.pk, status=SheetState.SIGNED).exists()
