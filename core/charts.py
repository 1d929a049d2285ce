"""Geometry of the small charts that the server draws as SVG. Numbers in, coordinates out; no markup."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from core.types import Text


class Sparkline(TypedDict):
    """A small line: its points, the last of them, and the size of the picture."""

    points: str
    last: tuple[float, float]
    width: int
    height: int


class DataPoint(TypedDict):
    """What a bar is drawn for; without `text` the value itself is printed."""

    label: Text
    value: float
    tone: NotRequired[str]
    text: NotRequired[Text]


class Bar(TypedDict):
    """A bar: `length` in percent of the longest."""

    label: Text
    text: Text | float
    tone: str
    length: float


def sparkline(values: Iterable[float], width: int = 120, height: int = 28) -> Sparkline | None:
    """The line over `values`, or None under two."""
    given = [float(v) for v in values]
    if len(given) < 2:
        return None
    low, high = min(given), max(given)
    reach = (high - low) or 1
    step = (width - 4) / (len(given) - 1)
    heights = [round(height - 3 - (v - low) / reach * (height - 6), 1) for v in given]
    dots = [(round(2 + place * step, 1), y) for place, y in enumerate(heights)]
    return {"points": " ".join(f"{x},{y}" for x, y in dots), "last": dots[-1], "width": width, "height": height}


def bars(figures: Iterable[DataPoint]) -> list[Bar]:
    """Horizontal bars, one per figure."""
    rows = list(figures)
    top = max((row["value"] for row in rows), default=0) or 1
    return [
        {
            "label": row["label"],
            "text": row.get("text", row["value"]),
            "tone": row.get("tone", "info"),
            "length": round(max(0, row["value"]) / top * 100, 1),
        }
        for row in rows
    ]
