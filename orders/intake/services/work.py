"""The writing half of an import, inside its transaction: chunk by chunk, and what others wait for last."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from core.bulk import constraints_check
from core.facts import publish
from orders.intake.lifecycle import RowResult
from orders.intake.models import ImportBatch
from orders.intake.services.changes import Change, changes_find, changes_settle, late_open
from orders.intake.services.compare import group_compare, orders_here, unchanged_settle
from orders.intake.services.places import DOUBTFUL, Zones
from orders.intake.services.rows import FileLine, Layout, LineGroup
from orders.intake.services.write import NewOrder, groups_write, outside_open, rows_report
from orders.register.events import OrdersCreated
from orders.register.models import Client, Order
from people.models import Platform, User


@dataclass
class ImportWork:
    """One import under way. Of rows that went well only the counts are kept."""

    layout: Layout
    zones: Zones
    batch: ImportBatch
    client: Client
    platform: Platform
    actor: User | None
    take: Callable[[Order], bool]
    counts: Counter[str] = field(default_factory=Counter)
    faulty: list[FileLine] = field(default_factory=list)
    asked: int = 0
    orders_created: int = 0
    orders_changed: int = 0
    _differing: list[LineGroup] = field(default_factory=list)
    _outside: list[NewOrder] = field(default_factory=list)
    _late: list[Change] = field(default_factory=list)

    def write(self, chunks: Iterable[tuple[list[FileLine], list[LineGroup]]]) -> None:
        """Write all (lines, groups), then look at the orders that are here and differ: those may be locked."""
        for number, (lines, groups) in enumerate(chunks):
            if number:
                constraints_check()
            differing = self._write(groups)
            self._differing += differing
            self._report(lines if not differing else _without(lines, differing))
        if self._differing:
            self._change()

    def cases_open(self) -> None:
        """What every desk waits for, so it comes last: the running number of cases."""
        late_open(changes=self._late, actor=self.actor)
        outside_open(orders=self._outside, actor=self.actor)

    def _write(self, groups: list[LineGroup]) -> list[LineGroup]:
        """Settle what is new and what is the same; returns the groups that differ from their order."""
        absent, differing = unchanged_settle(client=self.client, groups=groups)
        accepted, outside = groups_write(
            layout=self.layout,
            groups=absent,
            zones=self.zones,
            business_date=self.batch.business_date,
            client=self.client,
            platform=self.platform,
            actor=self.actor,
        )
        self.orders_created += len(accepted)
        self._outside += outside
        if accepted:
            ids, actor_id = tuple(order.pk for order in accepted), getattr(self.actor, "pk", None)
            publish(OrdersCreated(order_ids=ids, business_date=self.batch.business_date, actor_id=actor_id))
        return differing

    def _change(self) -> None:
        by_key = {group.key: group for group in self._differing}
        conflicts: dict[int, LineGroup] = {}
        for found in orders_here(client=self.client, keys=list(by_key)):
            for key, order in found.items():
                group_compare(layout=self.layout, group=by_key[key], order=order)
                if any(line.result == RowResult.CONFLICT for line in by_key[key].lines):
                    conflicts[order.pk] = by_key[key]
        changes = changes_find(layout=self.layout, conflicts=conflicts, zones=self.zones)
        self._late = changes_settle(changes=changes, take=self.take, actor=self.actor)
        self.orders_changed = len(changes)
        self._report([line for group in self._differing for line in group.lines])

    def _report(self, lines: list[FileLine]) -> None:
        rows_report(batch=self.batch, lines=lines)
        self.counts.update([line.result for line in lines])
        faulty = [line for line in lines if line.problems]
        self.asked += sum(_is_asked(line) for line in faulty)
        self.faulty += faulty


def _without(lines: list[FileLine], groups: list[LineGroup]) -> list[FileLine]:
    """Those lines that are in none of the groups."""
    numbers = {line.number for group in groups for line in group.lines}
    return [line for line in lines if line.number not in numbers]


def _is_asked(line: FileLine) -> bool:
    return line.result == RowResult.OUT_OF_AREA and any(problem.code == DOUBTFUL for problem in line.problems)
