"""The sums of a driver's run, order by order. Pure."""

from dataclasses import dataclass

from orders.register.lifecycle import OrderState
from orders.register.payways import PayWay


@dataclass(frozen=True)
class TotalRow:
    """One order of the run: fen bound at loading, asked now, collected, in cash, still open; proof and fee."""

    order_id: int
    order_no: str
    status: str
    bound: int
    amount: int
    collected: int
    cash: int
    still_open: int
    way: PayWay | None
    reference: str
    paper: bool
    billable: bool


@dataclass(frozen=True)
class RunTotals:
    """The sums of a run; `holds` says whether INV-33 does."""

    rows: list[TotalRow]

    def taken_by(self, way: PayWay) -> int:
        return sum(row.collected for row in self.rows if row.way == way)

    @property
    def collected(self) -> int:
        return sum(row.collected for row in self.rows)

    @property
    def cash(self) -> int:
        return sum(row.cash for row in self.rows)

    @property
    def still_open(self) -> int:
        return sum(row.still_open for row in self.rows)

    @property
    def bound(self) -> int:
        return sum(row.bound for row in self.rows)

    @property
    def refused(self) -> int:
        return sum(row.amount for row in self.rows if not (row.collected or row.cash or row.still_open))

    @property
    def changed(self) -> int:
        return sum(row.amount for row in self.rows) - self.bound

    @property
    def slips(self) -> int:
        return sum(1 for row in self.rows if row.reference)

    @property
    def delivered(self) -> int:
        return sum(1 for row in self.rows if row.status == OrderState.DELIVERED)

    @property
    def billable(self) -> int:
        return sum(1 for row in self.rows if row.billable)

    @property
    def holds(self) -> bool:
        """INV-33: bound - refused -/+ changes = collected + cash in hand + still open."""
        return self.bound - self.refused + self.changed == self.collected + self.cash + self.still_open
