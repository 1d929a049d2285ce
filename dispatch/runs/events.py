"""Facts of planning, and about a stop on a run."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class StopBarred:
    """The order was refused by phone while the driver has the goods: he must not visit (FLW-E.4)."""

    run_id: int
    stop_id: int
    order_id: int
    actor_id: int


@dataclass(frozen=True)
class OrdersPlanned:
    """Orders were put on a run of this business date."""

    run_id: int
    order_ids: tuple[int, ...]
    business_date: dt.date


@dataclass(frozen=True)
class PlanChanged:
    """The open stops of a run, or their order, are not what they were; `reason` is in the words of who changed it."""

    run_id: int
    reason: str
    actor_id: int | None
