"""A row that differs from the order that is here in what may be updated: changed, not a conflict.

Only what describes the delivery is ever taken from a second file; money and goods never are (INV-03), and one such
difference leaves the whole order a conflict. Before planning the order is updated if a person said so; after it, the
change becomes a case for a person and nothing is written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from core import audit
from core.questions import ask
from core.types import JsonObject
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services.cases import Subject, exceptions_open
from orders.intake.cases import CHANGED_LATE, FILE_DIFFERS
from orders.intake.kinds import ORDER_UPDATE
from orders.intake.lifecycle import RowResult
from orders.intake.orderfile.titles import BY_FIELD
from orders.intake.questions import PlannedAmong
from orders.intake.services.places import Zones, outside_code
from orders.intake.services.rows import Layout, LineGroup
from orders.register.lifecycle import OrderState
from orders.register.models import Order, ServiceZone
from orders.register.services.promise import place_set
from orders.zones.addresses.result import Resolution
from people.models import User

PLACE = ("district", "town", "address")
PERSON = ("name", "phone", "phone2", "town", "address")
PLAIN = ("shipped_at", "floor", "has_lift", "upstairs", "wanted_window")
UPDATABLE = {*PERSON, *PLAIN, "district", "remarks", "doc_return"}
UNTOLD = {*PERSON, "remarks", "wanted_window"}  # free text: the history names the column and keeps no value
UNPLANNED = (OrderState.EXPECTED, OrderState.IN_STOCK)


@dataclass
class Change:
    """A group that differs from its order in `columns` (fields); `planned`: it is too late to write it."""

    group: LineGroup
    order: Order
    columns: list[str]
    planned: bool
    place: Resolution | None = None
    zone: ServiceZone | None = None


def changes_find(*, layout: Layout, conflicts: dict[int, LineGroup], zones: Zones) -> list[Change]:
    """The Changes among groups that were compared; their rows become CHANGED. `conflicts`: {order id: its group}.

    Locks the orders that may be updated, so that no plan is made from them meanwhile. A new address that leads to no
    zone stays a conflict and says why (INV-01).
    """
    found = {pk: columns for pk, group in conflicts.items() if (columns := _columns(group))}
    orders = {order.pk: order for order in _locked(list(found))}
    planned = _planned(orders.values())
    changes = []
    for pk, columns in found.items():
        change = Change(conflicts[pk], orders[pk], columns, pk in planned)
        if change.planned or _placed(layout, change, zones):
            changes.append(change)
            for line in change.group.lines:
                line.result = RowResult.CHANGED
    return changes


def changes_settle(*, changes: list[Change], take: Callable[[Order], bool], actor: User | None) -> list[Change]:
    """Write those that `take(order)` says and name on each row what became of it; returns those that are too late."""
    taken = [change for change in changes if not change.planned and take(change.order)]
    history = [_write(change, actor) for change in taken]
    audit.record_many(actor=actor, action=ORDER_UPDATE, changes=history)
    written = {change.order.pk for change in taken}
    for change in changes:
        code = "changed_planned" if change.planned else "changed_left"
        _name(change, "changed_taken" if change.order.pk in written else code)
    return [change for change in changes if change.planned]


def late_open(*, changes: list[Change], actor: User | None) -> None:
    """One open case per order that is planned already, however often the same file comes.

    Called when all else is written, because every desk waits for the running number of cases until the import ends.
    """
    orders = [change.order.pk for change in changes]
    rows = ExceptionCase.objects.filter(kind=CHANGED_LATE, order__in=orders).exclude(status=CaseState.CLOSED)
    here = set(rows.values_list("order_id", flat=True))
    subjects = [
        Subject(order=change.order, description=_titles(change), cause=FILE_DIFFERS)
        for change in changes
        if change.order.pk not in here
    ]
    if subjects:
        exceptions_open(kind=CHANGED_LATE, subjects=subjects, actor=actor)


def _columns(group: LineGroup) -> list[str]:
    """The columns that differ, or nothing when one of them may not be updated."""
    problems = [problem for line in group.lines for problem in line.problems]
    if any(problem.code != "differs" or problem.field not in UPDATABLE for problem in problems):
        return []
    return list(dict.fromkeys(problem.field for problem in problems))


def _locked(ids: list[int]) -> Iterable[Order]:
    rows = Order.objects.filter(pk__in=ids).select_related("recipient", "zone").order_by("pk")
    return rows.select_for_update(of=("self",), no_key=True) if ids else ()


def _planned(orders: Iterable[Order]) -> set[int]:
    early = [order.pk for order in orders if order.status in UNPLANNED]
    on_runs = ask(PlannedAmong(order_ids=tuple(early))) if early else set()
    return on_runs | {order.pk for order in orders if order.status not in UNPLANNED}


def _placed(layout: Layout, change: Change, zones: Zones) -> bool:
    change.zone = change.order.zone
    if not set(change.columns) & set(PLACE):
        return True
    change.place = zones.of(change.group.values)
    change.zone = zones.row(change.place)
    if change.zone is None:
        code = outside_code(change.place)
        for line in change.group.lines:
            line.problems.append(layout.problem(line.number, "address", code, change.group.values.district))
            line.result = RowResult.CONFLICT
    return change.zone is not None


def _write(change: Change, actor: User | None) -> tuple[Order, JsonObject, JsonObject]:
    """The audit row of an order that was updated."""
    values, order, recipient = change.group.values, change.order, change.order.recipient
    old = {name: _told(order, name) for name in change.columns if name not in UNTOLD}
    for name in PERSON:
        if getattr(values, name) or name != "town":
            setattr(recipient, name, getattr(values, name))
    recipient.phone_tail = "".join(sign for sign in recipient.phone if sign.isdigit())[-4:]
    for name in PLAIN:
        setattr(order, name, getattr(values, name))
    order.remarks, order.doc_return = change.group.remarks, change.group.doc_return
    if change.place:
        recipient.town = values.town or change.place.town
    recipient.save()
    order.save(update_fields=[*PLAIN, "remarks", "doc_return"])
    new = {name: _told(order, name) for name in old} | {"columns": change.columns}
    if change.zone and set(change.columns) & {*PLACE, "shipped_at"}:
        _place(change, change.zone, actor)
    return order, old, new


def _place(change: Change, zone: ServiceZone, actor: User | None) -> None:
    """District, zone and promise; without a new address only the promise may follow a new ship-out time."""
    order, place = change.order, change.place
    district = change.group.values.district or place.district if place else ""
    unconfirmed = place.unconfirmed if place else order.zone_unconfirmed
    place_set(order=order, zone=zone, actor=actor, unconfirmed=unconfirmed, district=district)


def _told(order: Order, name: str) -> str | bool | None:
    value = getattr(order, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _titles(change: Change) -> str:
    return ", ".join(BY_FIELD[name].title for name in change.columns)


def _name(change: Change, code: str) -> None:
    for line in change.group.lines:
        line.problems = [replace(problem, code=code) for problem in line.problems]
