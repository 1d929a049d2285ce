"""One driver's way through the day."""

from dataclasses import dataclass, field

from core.types import JsonObject


@dataclass
class Trip:
    """A driver's run and what it comes to: sheets, terminal issue, total."""

    id: int
    driver: str
    orders: list[int]
    sheet: JsonObject = field(default_factory=dict)  # empty until it is made out
    issue: int = 0
    papers: JsonObject | None = None
    back: JsonObject | None = None
    total_fen: int = 0
