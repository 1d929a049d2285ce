"""Breaking text into lines: anywhere between Chinese characters, between words and numbers only where they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sheets.pdf import fonts, words

_PIECE = re.compile(r"[A-Za-z0-9_.,:/@#+*-]+|\s|.", re.S)


@lru_cache(maxsize=65_536)
def wrap(text: str, size: float, limit: float) -> tuple[str, ...]:
    """Lines no wider than `limit` points (one character is always allowed), at least one, kept in reading order."""
    lines: list[str] = []
    for paragraph in fonts.clean(text)[0].split("\n"):
        lines += _wrap_paragraph(paragraph.rstrip(), size, limit)
    return tuple(lines)


def _wrap_paragraph(text: str, size: float, limit: float) -> list[str]:
    if fonts.width(text, size) <= limit:
        return [text]
    lines, line = [], ""
    for piece in _pieces(text, size, limit):
        if not line or fonts.width(line + piece, size) <= limit:
            line += piece
            continue
        kept, carried = _legal_break(line, piece)
        lines.append(kept.rstrip())
        line = (carried + piece).lstrip()
    return [*lines, line] if line else lines


def _pieces(text: str, size: float, limit: float) -> Iterator[str]:
    """Words and single characters; a word wider than the line comes as its characters."""
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and fonts.width(piece, size) > limit:
            yield from piece
        else:
            yield piece


def _legal_break(line: str, following: str) -> tuple[str, str]:
    """Moves one character down when a line would start with a closing mark or end with an opening one."""
    if len(line) < 2:
        return line, ""
    if following[0] in words.NO_LINE_START or line[-1] in words.NO_LINE_END:
        return line[:-1], line[-1]
    return line, ""
