"""Facts of the doorstep."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class StopClosed:
    """The driver closed a stop: `result` delivered (with the receipt sheet) or refused_onsite."""

    run_id: int
    stop_id: int
    order_id: int
    result: str
    receipt_id: int | None
    occurred_at: dt.datetime
    actor_id: int
