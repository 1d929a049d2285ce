"""Tabs of a list page."""


def tabs_of(words, current, counts=None):
    """Tabs from [(code, label)]; `counts`: code -> number."""
    return [
        {"label": label, "code": code, "count": counts.get(code) if counts else None, "current": code == current}
        for code, label in words
    ]
