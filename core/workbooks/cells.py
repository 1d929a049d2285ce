"""The text of one cell. Runs in the child process: no Django here."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number; from the sixteenth on they are zeros or noise
LONGEST = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}")
_KEPT_DIGITS = re.compile(r'="([^"]*)"')


class ReadError(Exception):
    """What the child reports; the parent makes a ``WorkbookProblem`` of it."""

    def __init__(self, code: str, **where: Any) -> None:
        super().__init__(code)
        self.code, self.where = code, where


def column_letters(index: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_text(value: object) -> str:
    """Text of a typed cell: 123.0 -> "123", a date -> "2026-11-02", a moment -> "2026-11-02 04:20" (or with seconds).

    Outer white space goes, because nobody sees it. Raises ``ReadError`` without a place; the caller knows the place.
    """
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        return _duration_text(value)
    return "" if value is None else _clean(str(value))


def csv_text(value: str) -> str:
    """Text of a cell of a text file: ="00123" (the usual way to keep zeros) is 00123; 3.1E+17 has lost its digits."""
    text = _clean(value)
    if kept := _KEPT_DIGITS.fullmatch(text):
        return kept[1]
    if _SCIENTIFIC.fullmatch(text):
        raise ReadError("digits_lost", value=text)
    return text


def _clean(text: str) -> str:
    if not text.isprintable():
        if _CONTROL.search(text):
            raise ReadError("control_character")
        text = text.strip("\ufeff\u200b \t\r\n\u00a0\u3000")
    else:
        text = text.strip()
    if len(text) > LONGEST:
        raise ReadError("long_cell", value=LONGEST)
    return text


def _number_text(value: int | float) -> str:
    if not math.isfinite(value):
        raise ReadError("not_finite", value=str(value))
    if abs(value) >= EXACT:
        raise ReadError("digits_lost", value=f"{value:.15g}")
    if value == int(value):
        return str(int(value))
    return _fraction_text(value)


def _fraction_text(value: float) -> str:
    """The fifteen digits that the spreadsheet shows, when they are the same number: 0.30000000000000004 -> "0.3"."""
    shown = f"{value:.15g}"
    text = shown if abs(float(shown) - value) <= 4 * math.ulp(value) else repr(value)
    return text if "e" not in text else f"{value:.20f}".rstrip("0")


def _moment_text(value: datetime) -> str:
    whole = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return whole.isoformat(" ", "seconds" if whole.second else "minutes")


def _duration_text(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{'-' if seconds < 0 else ''}{hours:02}:{rest // 60:02}"
    return text if not rest % 60 else f"{text}:{rest % 60:02}"
