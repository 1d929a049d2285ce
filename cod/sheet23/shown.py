"""What the page of a COD handover sheet shows."""

from cod.sheet23.models import CodSheet
from core.money import yuan
from core.types import JsonObject


def sheet_shown(row: CodSheet) -> JsonObject:
    """{"groups", "pending", "chart", "count"}: area -> driver -> lines, as the sheet's content has them."""
    lines = [line for line in row.sheet.content["lines"] if not line.get("pending")]
    groups: dict[str, dict[str, list[JsonObject]]] = {}
    for line in lines:
        area, driver = line["cells"][0], line["cells"][1]
        groups.setdefault(area, {}).setdefault(driver, []).append(line)
    shown = [
        {
            "area": area,
            "fen": sum(line["amount_fen"] for part in drivers.values() for line in part),
            "count": sum(len(part) for part in drivers.values()),
            "drivers": [
                {"driver": driver, "lines": part, "fen": sum(line["amount_fen"] for line in part)}
                for driver, part in drivers.items()
            ],
        }
        for area, drivers in groups.items()
    ]
    bars = [{"label": group["area"], "value": group["fen"], "text": yuan(group["fen"])} for group in shown]
    pending = [line for line in row.sheet.content["lines"] if line.get("pending")]
    return {"groups": shown, "pending": pending, "chart": bars, "count": len(lines)}
