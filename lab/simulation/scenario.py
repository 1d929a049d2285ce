"""What the world has in store for one day: the client's file, what the keeper will find, what each buyer will do.

A buyer's fate: deliver, refuse_phone, refuse_door, no_paper (delivered, but the paper is lost), absent (never came in).
"""

import datetime as dt
import json
import random
from dataclasses import dataclass, field

from lab.simulation.words import DATA, said
from lab.simulation.workbook import Parcel, orders_invent, orders_read

DELIVER, REFUSE_PHONE, REFUSE_DOOR, NO_PAPER, ABSENT = "deliver", "refuse_phone", "refuse_door", "no_paper", "absent"
STOPS_A_RUN = 12
F0 = "F0-line"
SHARES = {REFUSE_PHONE: 0.02, REFUSE_DOOR: 0.03}


@dataclass(frozen=True)
class Finding:
    """What the keeper finds of one item: outcome of the acceptance, words, and the code that is on the label."""

    outcome: str
    note: str = ""
    outdoor: str = ""


@dataclass
class Scenario:
    """`parcels` by order number; `findings` by order number (of its first item); `plan`: {driver: [order numbers]}
    or None for the product's own suggestion; `drivers`: how many go out; `expected`: figures that must come out."""

    date: dt.date
    file_name: str
    content: bytes
    parcels: dict[str, Parcel]
    drivers: int
    findings: dict[str, Finding] = field(default_factory=dict)
    plan: dict[str, list[str]] | None = None
    expected: dict[str, int] = field(default_factory=dict)


def drivers_needed(orders: int) -> int:
    """How many drivers go out for this many orders."""
    return max(1, -(-orders // STOPS_A_RUN))


def seeded(*, date: dt.date, orders: int, seed: int) -> Scenario:
    """An ordinary day: a few phone refusals, a few at the door, now and then a lost paper, one short item."""
    parcels, content = orders_invent(count=orders, date=date, seed=seed)
    findings = _fates_draw(random.Random(f"fate:{seed}:{date}"), parcels)
    by_number = {parcel.order_no: parcel for parcel in parcels}
    return Scenario(date, f"orders-{date}.xlsx", content, by_number, drivers_needed(orders), findings)


def f0_line(date: dt.date) -> Scenario:
    """Part k's F0 without what later issues bring; its file and plan are kept in `data/`."""
    plan = json.loads((DATA / "F0-plan.json").read_text("utf-8"))
    assert str(date) == plan["business_day"], f"F0 is of {plan['business_day']}"
    name = "F0-orders-2026-11-02.xlsx"
    content = (DATA / name).read_bytes()
    number = {key: row["order_no"] for key, row in plan["orders"].items()}
    parcels = {parcel.order_no: parcel for parcel in orders_read(content, name) if parcel.order_no in number.values()}
    for key, fate in {"O02": REFUSE_DOOR, "O06": REFUSE_DOOR, "O12": NO_PAPER, "O124": ABSENT, "O125": ABSENT}.items():
        parcels[number[key]].fate = fate
    findings = {
        number["O124"]: Finding("refused", said("codes"), outdoor="WJ999999"),
        number["O125"]: Finding("short", said("short")),
        number["O60"]: Finding("noted", said("damaged")),
    }
    runs = {driver: [number[key] for key in keys] for driver, keys in plan["drivers"].items()}
    expected = {
        "D01": 1_196_200,
        "D02": 988_400,
        "D03": 415_000,
        "cod_sheet": 2_599_600,
        "delivered": 112,
        "refused": 3,
    }
    return Scenario(date, name, content, parcels, len(runs), findings, runs, expected)


def _fates_draw(luck: random.Random, parcels: list[Parcel]) -> dict[str, Finding]:
    """Give a few buyers another fate, at least one of each when there are a dozen orders; returns the findings."""
    if len(parcels) < STOPS_A_RUN:
        return {}
    mixed = luck.sample(parcels, len(parcels))
    for fate, share in SHARES.items():
        for _ in range(max(1, round(share * len(parcels)))):
            mixed.pop().fate = fate
    prepaid = [parcel for parcel in mixed if not parcel.amount_fen]
    lost, short, damaged = luck.sample(prepaid, 3)
    lost.fate, short.fate = NO_PAPER, ABSENT
    return {short.order_no: Finding("short", said("short")), damaged.order_no: Finding("noted", said("damaged"))}
