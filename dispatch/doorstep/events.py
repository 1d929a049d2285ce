"""Facts of the doorstep."""

import datetime as dt
from dataclasses import dataclass

from orders.register.lifecycle import DeliveryResult


@dataclass(frozen=True)
class StopClosed:
    """The driver closed a stop: delivered, with the receipt sheet, or refused at the door."""

    run_id: int
    stop_id: int
    order_id: int
    result: DeliveryResult
    receipt_id: int | None
    occurred_at: dt.datetime
    actor_id: int
