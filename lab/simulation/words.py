"""The Chinese words of the simulated world: names, streets, goods, and what people say. They stand in `data/`."""

import csv
import json
from functools import cache
from importlib.resources import files

from core.types import JsonObject

DATA = files("lab.simulation") / "data"


@cache
def words() -> JsonObject:
    """The content of `data/words.json`."""
    return json.loads((DATA / "words.json").read_text("utf-8"))


def said(what: str) -> str:
    """What somebody says or writes on an occasion."""
    return words()["said"][what]


@cache
def towns() -> list[tuple[str, str]]:
    """(district, town) pairs of the service area, from the product's own gazetteer."""
    folder = files("orders.zones.addresses") / "data"
    rows = csv.DictReader((folder / "streets.csv").read_text("utf-8").splitlines())
    islands = {row["name"] for row in csv.DictReader((folder / "excluded.csv").read_text("utf-8").splitlines())}
    return [(row["district"], row["name"]) for row in rows if row["district"] not in islands]
