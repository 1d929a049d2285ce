"""The Chinese TrueType fonts, loaded once per process; embedded in the PDF as subsets of the characters used.

WenQuanYi Micro Hei draws everyday Chinese. A rare character of a person's name that it lacks comes from Noto Sans SC
where that is installed; a character that neither has is printed as the printer's mark for a missing sort, and the
footer names its code point, so that a sheet never shows an empty place where a name should be.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sheets.pdf import words

BODY = "SheetBody"
RARE = "SheetRare"
_BODY_FILE = ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")
_RARE_FILE = ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf")
_lock = Lock()


def _register(name: str, package: str, file: str) -> TTFont | None:
    found = importlib.util.find_spec(package)
    if found is None or not found.origin:
        return None
    path = Path(found.origin).parent / file
    font = TTFont(name, str(path), subfontIndex=0) if path.suffix == ".ttc" else TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return font


@cache
def _load(name: str) -> TTFont | None:
    return _register(name, *(_BODY_FILE if name == BODY else _RARE_FILE))


def _font(name: str) -> TTFont | None:
    with _lock:
        return _load(name)


def ensure() -> None:
    """Loads the everyday font; RuntimeError names the package to install when it is absent."""
    if _font(BODY) is None:
        raise RuntimeError(f"printed sheets need the font package {_BODY_FILE[0]}")


@lru_cache(maxsize=65_536)
def _glyph(char: str) -> tuple[str, float]:
    """Which font draws this character and how wide it is, in thousandths of the size; ("", 0) for none."""
    for name in (BODY, RARE):
        font = _font(name)
        if font is not None and ord(char) in font.face.charToGlyph:
            return name, font.face.charWidths.get(ord(char), font.face.defaultWidth)
    return "", 0.0


def is_missing(char: str) -> bool:
    """Whether no installed font draws this character."""
    return not _glyph(char)[0]


@lru_cache(maxsize=65_536)
def width(text: str, size: float) -> float:
    """Width of one line of text in points."""
    return sum(_glyph(char)[1] for char in text) * size / 1000


@lru_cache(maxsize=65_536)
def runs(text: str) -> tuple[tuple[str, str], ...]:
    """The text cut where the font changes: ((font name, piece), ...)."""
    return tuple((name or BODY, "".join(piece)) for name, piece in groupby(text, key=lambda char: _glyph(char)[0]))


@lru_cache(maxsize=65_536)
def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Printable text and the characters it had to replace. Line breaks stay, other control characters go."""
    spaced = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = [char for char in spaced if char == "\n" or (char.isprintable() or char.isspace())]
    missing = tuple(dict.fromkeys(char for char in kept if char != "\n" and is_missing(char)))
    return "".join(words.GETA if char in missing else char for char in kept), missing
