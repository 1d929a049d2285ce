"""Tabs of a list page."""

from core.types import JsonObject


def tabs_of(words: list[tuple[str, str]], current: str, counts: dict[str, int] | None = None) -> list[JsonObject]:
    """Tabs from [(code, label)]; `counts`: code -> number."""
    return [
        {"label": label, "code": code, "count": counts.get(code) if counts else None, "current": code == current}
        for code, label in words
    ]
