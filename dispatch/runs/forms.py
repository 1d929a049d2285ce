"""Forms of the dispatch desk."""


def ids_of(texts: list[str]) -> list[int]:
    """Whole numbers that can be ids, in their order; anything else is left out."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
