"""A first idea of who drives what: balanced, and each driver in one part of town. Pure Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delivery:
    """What the planning needs of an order: its id, where it goes, how many pieces."""

    order_id: int
    zone: str
    town: str
    street: str = ""
    pieces: int = 1


@dataclass(frozen=True)
class Seat:
    """A driver who may take more: his code and the stops that he has already."""

    driver: str
    taken: int = 0


def assign(deliveries: list[Delivery], seats: list[Seat]) -> dict[str, list[int]]:
    """{driver code: [order ids in stop order]}: neighbours stay together, loads differ by one stop at most.

    Drivers who already have more than their fair share get nothing more.
    """
    rows = sorted(deliveries, key=lambda p: (p.zone, p.town, p.street, p.order_id))
    shares, plan, start = _shares(len(rows), seats), {}, 0
    for seat in seats:
        count = shares[seat.driver]
        if count:
            plan[seat.driver] = [parcel.order_id for parcel in rows[start : start + count]]
            start += count
    return plan


def _shares(count: int, seats: list[Seat]) -> dict[str, int]:
    """How many more stops each driver takes: the emptiest van is filled first."""
    load = {seat.driver: seat.taken for seat in seats}
    shares = dict.fromkeys(load, 0)
    for _ in range(count if load else 0):
        emptiest = min(load, key=load.__getitem__)
        load[emptiest] += 1
        shares[emptiest] += 1
    return shares
