"""One driver's way through the day."""

from dataclasses import dataclass


@dataclass
class Trip:
    """A driver's run and what it comes to: sheets, terminal issue, total."""

    id: int
    driver: str
    orders: list
    sheet: dict | None = None
    issue: int = 0
    papers: dict | None = None
    back: dict | None = None
    total_fen: int = 0
