"""What one cell of the order file may say, as a value. Pure: text in, value out, or BadCell with a suggestion."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from core import clock, money

NUMBER = r"[A-Za-z0-9][A-Za-z0-9_./-]*"
MOBILE = r"1[3-9][0-9]{9}"
_NUMBER = re.compile(NUMBER)
_MOMENT = re.compile(
    r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?"
    r"(?:[ T]*(\d{1,2})[:\u65f6](\d{2})(?:[:\u5206](\d{2})\u79d2?|\u5206?))?"
)
_MOBILE = re.compile(MOBILE)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}(?:-\d{1,6})?")
_MASKED = re.compile(r"1\d{2}\*+\d{2,4}")
_YES = {"Y", "YES", "1", "TRUE", "\u662f", "\u6709"}
_NO = {"N", "NO", "0", "FALSE", "\u5426", "\u65e0"}
COUNT_LIMIT = 9999


class BadCell(ValueError):
    """A cell that cannot be taken. `code` is a key of `orders.intake.orderfile.problems.MESSAGES`."""

    def __init__(self, code: str, suggestion: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code, self.suggestion, self.params = code, suggestion, params


def text(value: str) -> str:
    return value


def number(value: str) -> str:
    """An order or shipment number: Latin letters, digits and - _ / . only; full-width ones are narrowed."""
    plain = value if value.isascii() else unicodedata.normalize("NFKC", value)
    if not _NUMBER.fullmatch(plain):
        raise BadCell("bad_number")
    return plain


def amount(value: str) -> int:
    """Whole fen."""
    try:
        return money.fen(value)
    except money.BadAmount as error:
        raise BadCell(f"amount_{error.code}", error.suggestion or "") from error


@lru_cache(maxsize=4096)
def moment(value: str) -> dt.datetime:
    """An instant by the Shanghai wall clock; date and time must both stand there."""
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", value))
    if not found:
        raise BadCell("not_a_moment")
    if found[4] is None:
        raise BadCell("no_time")
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return dt.datetime(year, month, day, hour, minute, second, tzinfo=clock.SHANGHAI)
    except ValueError as error:
        raise BadCell("not_a_moment") from error


def phone(value: str) -> str:
    """Digits with perhaps a hyphen before an extension; +86, blanks and full-width digits are cleared away."""
    if _MOBILE.fullmatch(value):
        return value
    plain = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", value))
    plain = re.sub(r"^(?:\+|00)86-?", "", plain)
    bare = plain.replace("-", "")
    if _MOBILE.fullmatch(bare):
        return bare
    if _LANDLINE.fullmatch(plain):
        return plain
    if _MASKED.fullmatch(bare):
        raise BadCell("phone_masked")
    if bare.isascii() and bare.isdigit() and bare.startswith("1"):
        raise BadCell("phone_digits", found=len(bare))
    raise BadCell("not_a_phone")


def yes_no(value: str) -> bool:
    """True or False."""
    word = unicodedata.normalize("NFKC", value).upper()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadCell("not_yes_no")


def count(value: str) -> int:
    """A whole number from 1."""
    plain = unicodedata.normalize("NFKC", value)
    if not (plain.isascii() and plain.isdigit() and len(plain) < 7):
        raise BadCell("not_a_count")
    if not 1 <= int(plain) <= COUNT_LIMIT:
        raise BadCell("count_range", limit=COUNT_LIMIT)
    return int(plain)


def word_of(words: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    """A reader that knows these words (text -> code) and no other; they are asked for when one is read."""

    def read(value: str) -> str:
        code = words().get(unicodedata.normalize("NFKC", value))
        if code is None:
            raise BadCell("unknown_word", words=", ".join(words()))
        return code

    return read


def category_of(words: dict[str, str], other: str) -> Callable[[str], str]:
    """A reader of a word that may be anything: unknown ones are `other`."""

    def read(value: str) -> str:
        return words.get(value, other)

    return read
