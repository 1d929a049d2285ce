"""A row of an order that is already here: unchanged, or a conflict that names each column that differs (INV-03).

Nothing is ever written by this: an amount changes only by the client's request for it, the rest when updates come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from django.db.models import QuerySet

from core import money
from orders.intake.lifecycle import RowResult
from orders.intake.orderfile.problems import Problem
from orders.intake.orderfile.values import OrderKey, Values
from orders.intake.services.rows import FileLine, Layout, LineGroup
from orders.register.lifecycle import PartKind
from orders.register.models import Client, GoodsItem, GoodsPart, Order, Recipient

CHUNK = 2000
Item: TypeAlias = tuple[int | str, ...]  # as _ITEM says
_RECIPIENT = ("name", "phone", "phone2", "town", "address")
_ORDER = ("shipped_at", "floor", "has_lift", "upstairs", "pay_mode", "wanted_window", "district")
_ITEM = ("sku", "item", "category", "quantity", "pieces", "declared_fen", "share_fen", "indoor", "outdoor")
_STORED = ("sku", "name", "category", "quantity", "pieces", "declared_fen", "share_fen")
_FILLED_ONLY = {"district", "town"}  # kept as found by the address when the file leaves them empty
_said = attrgetter(
    "amount_fen",
    *(name for name in _ORDER if name not in _FILLED_ONLY),
    *(name for name in _RECIPIENT if name not in _FILLED_ONLY),
)
_HERE = (
    "amount_original_fen",
    *(name for name in _ORDER if name not in _FILLED_ONLY),
    *(f"recipient__{name}" for name in _RECIPIENT if name not in _FILLED_ONLY),
)
_goods = attrgetter(*(name for name in _ITEM if name != "share_fen"))
_SHARE = _ITEM.index("share_fen")


class Here(NamedTuple):
    """An order that is here and as the file says."""

    pk: int
    order_no: str


def orders_here(*, client: Client, keys: list[OrderKey]) -> Iterator[dict[OrderKey, Order]]:
    """{(order_no, shipment_no): order with recipient, items and parts} of those keys that exist, chunk by chunk."""
    for chunk in _chunks(keys):
        rows = _of_numbers(client, chunk).select_related("recipient").prefetch_related("items__parts")
        yield {(row.order_no, row.shipment_no): row for row in rows if (row.order_no, row.shipment_no) in chunk}


def numbers_here(*, client: Client, keys: set[OrderKey]) -> set[OrderKey]:
    """Those keys that exist, without their data."""
    found: set[OrderKey] = set()
    for chunk in _chunks(keys):
        found |= chunk & set(_of_numbers(client, chunk).values_list("order_no", "shipment_no"))
    return found


def unchanged_settle(*, client: Client, groups: list[LineGroup]) -> tuple[list[LineGroup], list[LineGroup]]:
    """Settle the groups whose order is here with the same values, most of a file that comes again.

    Returns (those whose order is not here, those that differ). Compares plain rows; what is the same gets no object.
    """
    absent: list[LineGroup] = []
    differing: list[LineGroup] = []
    left = iter(groups)
    while chunk := list(islice(left, CHUNK)):
        orders = _rows(client, [group.key for group in chunk])
        items = _items_here({row[0] for row in orders.values()}) if orders else {}
        for group in chunk:
            row = orders.get(group.key)
            if row is None:
                absent.append(group)
            elif _is_same(group, row, items.get(row[0], [])):
                _settle(group, Here(row[0], group.key[0]))
            else:
                differing.append(group)
    return absent, differing


def _settle(group: LineGroup, here: Here) -> None:
    for line in group.lines:
        line.order, line.result = here, RowResult.UNCHANGED


def _chunks(keys: Iterable[OrderKey]) -> Iterator[set[OrderKey]]:
    walk = iter(keys)
    while chunk := set(islice(walk, CHUNK)):
        yield chunk


def _of_numbers(client: Client, keys: Iterable[OrderKey]) -> QuerySet[Order]:
    return Order.objects.filter(client=client, order_no__among={order_no for order_no, _ in keys}).order_by()


def _rows(client: Client, keys: list[OrderKey]) -> dict[OrderKey, tuple[Any, ...]]:
    """{(order_no, shipment_no): (id, erased_at, doc_return, remarks, district, town, *what _said gives)}."""
    rows = _of_numbers(client, keys).values_list(
        "order_no",
        "shipment_no",
        "pk",
        "recipient__erased_at",
        "doc_return",
        "remarks",
        "district",
        "recipient__town",
        *_HERE,
    )
    return {row[:2]: row[2:] for row in rows}


def _items_here(order_ids: set[int]) -> dict[int, list[Item]]:
    """{order id: its items}."""
    parts: dict[tuple[int, PartKind], str] = {}
    found: dict[int, list[Item]] = defaultdict(list)
    for item, kind, code in GoodsPart.objects.filter(item__order_id__among=order_ids).values_list(
        "item_id", "kind", "code"
    ):
        parts[item, kind] = code
    rows = GoodsItem.objects.filter(order_id__among=order_ids).order_by().values_list("order_id", "pk", *_STORED)
    for order_id, pk, *cells in rows:
        found[order_id].append((*cells, parts.get((pk, PartKind.INDOOR), ""), parts.get((pk, PartKind.OUTDOOR), "")))
    return found


def _is_same(group: LineGroup, row: tuple[Any, ...], items: list[Item]) -> bool:
    """A recipient that was erased differs from every file; the detailed comparison knows."""
    values = group.values
    _, erased, doc_return, remarks, district, town, *said = row
    if erased or tuple(said) != _said(values) or (values.district or district) != district:
        return False
    if (values.town or town) != town or group.remarks != remarks or group.doc_return != doc_return:
        return False
    wanted = [_item_said(line) for line in group.lines]
    return wanted == items or sorted(wanted) == sorted(items)


def _item_said(line: FileLine) -> Item:
    cells = _goods(line.values)
    return (*cells[:_SHARE], line.share_fen, *cells[_SHARE:])


def group_compare(*, layout: Layout, group: LineGroup, order: Order) -> None:
    """Give each line of the group its result against the order that is here."""
    faults = [] if order.recipient.erased_at else _differences(group.values, order.recipient, _RECIPIENT)
    faults += _differences(group.values, order, _ORDER)
    faults += [] if group.remarks == order.remarks else ["remarks"]
    faults += [] if group.doc_return == order.doc_return else ["doc_return"]
    amount = group.values.amount_fen != order.amount_original_fen
    for line, item_faults in zip(group.lines, _items_compare(group, order), strict=True):
        line.order = order
        for name in dict.fromkeys(faults + item_faults):
            line.problems.append(_difference(layout, line, name))
        if amount:
            line.problems.append(_amount_conflict(layout, line, order))
        line.result = RowResult.CONFLICT if line.problems else RowResult.UNCHANGED


def _differences(values: Values, row: Order | Recipient, names: tuple[str, ...]) -> list[str]:
    skip = {name for name in _FILLED_ONLY if not getattr(values, name)}
    return [name for name in names if name not in skip and getattr(values, name) != getattr(row, name)]


def _difference(layout: Layout, line: FileLine, name: str) -> Problem:
    code = "item_unknown" if name == "item" else "differs"
    text = next((line.texts[slot] for slot, (_, column) in enumerate(layout.columns) if column.field == name), "")
    return layout.problem(line.number, name, code, text)


def _amount_conflict(layout: Layout, line: FileLine, order: Order) -> Problem:
    held = money.yuan(order.amount_original_fen)
    params = {"held": held}
    value = money.plain(line.values.amount_fen)
    return layout.problem(line.number, "amount_fen", "amount_conflict", value, "", params)


def _items_compare(group: LineGroup, order: Order) -> list[list[str]]:
    """For each line the item columns that differ; an item is matched whole first, then by its code or name."""
    here: dict[Item, list[GoodsItem]] = defaultdict(list)
    for item in order.items.all():
        here[_item_of(item)].append(item)
    wanted = [_item_said(line) for line in group.lines]
    matched = [here[key].pop() if here.get(key) else None for key in wanted]
    rest = [item for items in here.values() for item in items]
    return [[] if item else _nearest(key, rest) for item, key in zip(matched, wanted, strict=True)]


def _nearest(key: Item, rest: list[GoodsItem]) -> list[str]:
    for item in rest:
        shown = _item_of(item)
        if shown[0] == key[0] and (key[0] or shown[1] == key[1]):
            rest.remove(item)
            return [name for name, ours, theirs in zip(_ITEM, shown, key, strict=True) if ours != theirs]
    return ["item"]


def _item_of(item: GoodsItem) -> Item:
    parts = {part.kind: part.code for part in item.parts.all()}
    return (
        item.sku,
        item.name,
        item.category,
        item.quantity,
        item.pieces,
        item.declared_fen,
        item.share_fen,
        parts.get(PartKind.INDOOR, ""),
        parts.get(PartKind.OUTDOOR, ""),
    )
