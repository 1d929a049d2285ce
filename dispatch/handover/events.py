"""Facts of the handover."""

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
