"""Facts of the dispatch room."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class HandoverIssued:
    """A goods handover sheet was issued (or re-issued) for a run; its COD total must be pre-authorised (INV-17)."""

    run_id: int
    sheet_id: int
    total_fen: int
    actor_id: int | None


@dataclass(frozen=True)
class RunHandedOver:
    """Keeper and driver signed; the goods of these orders are on the van."""

    run_id: int
    sheet_id: int
    order_ids: tuple[int, ...]
    actor_id: int


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


@dataclass(frozen=True)
class StopBarred:
    """The order was refused by phone while the driver has the goods: he must not visit (FLW-E.4)."""

    run_id: int
    stop_id: int
    order_id: int
    actor_id: int
