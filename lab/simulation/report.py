"""What must balance at the end of a day: goods, papers and money, each in = out, and nobody holding anything."""

from collections.abc import Callable

from core.money import yuan
from core.types import JsonObject
from lab.simulation.day import Day
from lab.simulation.scenario import ABSENT

GOODS = (("client", "with the client"), ("store", "in the store"), ("driver", "on vans"), ("buyer", "with the buyers"))
PAPERS = (("desk", "at the desk"), ("absent", "declared absent"), ("driver", "with drivers"))
MONEY = (("refused", "not due any more"), ("remitted", "remitted to the client"), ("owed", "still owed"))


def report_of(day: Day, seconds: float) -> JsonObject:
    """The result of a played day, as the JSON of `day --json`. The figures are the product's own."""
    found = day.clock.get("balance/", **{"from": str(day.date), "to": str(day.date)})
    results = _results(day)
    faults = _faults(day, found, results)
    return {
        "balanced": not faults,
        "orders": len(day.scenario.parcels),
        **results,
        "goods": found["goods"],
        "papers": found["papers"],
        "money": found["money"],
        "drivers": {trip.driver: trip.total_fen for trip in day.trips},
        "cod_sheet_fen": day.cod_sheet_fen,
        "faults": faults,
        "seconds": round(seconds, 1),
    }


def _results(day: Day) -> JsonObject:
    """Delivered and refused by what the product says of each order."""
    counts: dict[str, int] = {}
    for row in day.clock.all("orders/", business_date=str(day.date)):
        if row["order_no"] in day.numbers:
            counts[row["status"]] = counts.get(row["status"], 0) + 1
    refused = sum(counts.get(name, 0) for name in ("refused_phone", "refused_onsite", "return_at_platform"))
    return {"delivered": counts.get("delivered", 0), "refused": refused, "statuses": counts}


def _faults(day: Day, found: JsonObject, results: JsonObject) -> list[str]:
    """Every sentence says what is not as it must be; none when the day balances."""
    faults = [
        f"{part} do not balance: {found[part]}" for part in ("goods", "papers", "money") if not found[part]["balanced"]
    ]
    faults += [f"{label}: {found[part][key]}" for part, key, label in _EMPTY if found[part][key]]
    out = sum(parcel.fate != ABSENT for parcel in day.scenario.parcels.values())
    if results["delivered"] + results["refused"] != out:
        faults.append(f"{out} orders went out, {results['delivered']} + {results['refused']} have a result")
    charged = sum(sale["amount_fen"] for sale in day.sales())
    totals = sum(trip.total_fen for trip in day.trips)
    if not charged == totals == day.cod_sheet_fen:
        faults.append(f"charged {charged}, drivers' totals {totals}, 23:00 sheet {day.cod_sheet_fen}")
    return faults + _unexpected(day, results)


_EMPTY = (
    ("goods", "driver", "goods still on vans"),
    ("papers", "driver", "papers still with drivers"),
    ("money", "drv_cash", "cash still with drivers"),
    ("money", "owed", "still owed to the client"),
)


def _unexpected(day: Day, results: JsonObject) -> list[str]:
    """What a fixture prescribes."""
    totals = {trip.driver: trip.total_fen for trip in day.trips}
    actual = totals | results | {"cod_sheet": day.cod_sheet_fen}
    wanted = day.scenario.expected
    return [
        f"{name} is {actual.get(name)}, expected {value}" for name, value in wanted.items() if actual.get(name) != value
    ]


def table_of(report: JsonObject) -> str:
    """The table for the terminal."""
    rows = [f"{report['orders']} orders: {report['delivered']} delivered, {report['refused']} refused", ""]
    rows += _part("Goods (items)", report["goods"], GOODS, str)
    rows += _part("Papers", report["papers"], PAPERS, str)
    rows += _part("Money (yuan)", report["money"], MONEY, yuan)
    rows += [f"23:00 sheet {yuan(report['cod_sheet_fen'])}"]
    rows += [f"NOT RIGHT: {fault}" for fault in report["faults"]]
    rows.append(f"{'Balanced' if report['balanced'] else 'NOT BALANCED'} in {report['seconds']} s")
    return "\n".join(rows)


def _part(
    title: str, figures: dict[str, int], outs: tuple[tuple[str, str], ...], shown: Callable[[int], str]
) -> list[str]:
    lines = [f"{title:<16}{'in':>24} {shown(figures['in']):>14}"]
    lines += [f"{'':<16}{label:>24} {shown(figures[key]):>14}" for key, label in outs]
    total = sum(figures[key] for key, _label in outs)
    mark = "=" if total == figures["in"] else "DIFFERS"
    return [*lines, f"{'':<16}{'out':>24} {shown(total):>14}  {mark}", ""]
