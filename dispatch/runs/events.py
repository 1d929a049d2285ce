"""Facts about a stop on a run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StopBarred:
    """The order was refused by phone while the driver has the goods: he must not visit (FLW-E.4)."""

    run_id: int
    stop_id: int
    order_id: int
    actor_id: int
