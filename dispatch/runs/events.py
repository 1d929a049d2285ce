"""Facts of planning."""

import datetime as dt
from dataclasses import dataclass


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
