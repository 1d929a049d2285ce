"""Amounts of money: whole fen in, whole fen out.

Every amount in the program is an ``int`` number of fen (1 yuan = 100 fen). This module is the only place that
parses text into fen, prints fen, or divides an amount. Nothing here uses binary fractions, except ``number``,
which exists for spreadsheet cells and says why it is exact.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

MAX = 999_999_999_999  # 9,999,999,999.99 yuan: twelve digits are exact in a spreadsheet cell and far inside a bigint

MESSAGES = {
    "not_a_number": _("This is not an amount. Write digits only, for example 1299.00."),
    "too_many_decimals": _("An amount has at most two decimals, for example 1299.00."),
    "negative": _("A negative amount is not allowed here."),
    "too_large": _("This amount is too large."),
    "unit": _("Write the amount without a unit, for example 1299.00."),
}

# Explicit, because Unicode compatibility folding would also read a superscript two as 2.
_FULL_WIDTH: dict[int, int | str] = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_FULL_WIDTH |= {0xFF0C: ",", 0xFF0E: ".", 0xFF0D: "-", 0x2212: "-", 0xFFE5: "\u00a5"}
_AMOUNT = re.compile(
    r"(?P<sign>-?)\u00a5?\s?(?P<inner>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?"
)
_UNIT = re.compile(r"(?:\s*(?:\u5143|\u5706|\u5757|\u6574|\u6b63|\u4eba\u6c11\u5e01|RMB|CNY|yuan))+", re.IGNORECASE)
_LONGEST_TEXT = 40


class BadAmount(ValueError):
    """A value that is not an amount.

    ``code`` is one of ``MESSAGES``; ``message`` the sentence for the user (lazy); ``value`` what was given;
    ``suggestion`` the spelling that would be taken ("1299.00" for "1,299 yuan"), or None when only a person can know.
    """

    def __init__(self, code: str, value: object, suggestion: str | None = None):
        super().__init__(code, value, suggestion)
        self.code = code
        self.message = MESSAGES[code]
        self.value = value
        self.suggestion = suggestion

    def __str__(self) -> str:
        shown = self.value[:_LONGEST_TEXT] if isinstance(self.value, str) else type(self.value).__name__
        return f"{self.code}: {shown!r}"


def fen(value: str | int | Decimal | float, *, signed: bool = False) -> int:
    """Fen of an amount written in yuan: "1,299.00", "\u00a51,299.00", 1299, Decimal("12.5"), full-width digits.

    An ``int`` is a number of yuan, like the text. A ``float`` is taken only when its shortest spelling has at most two
    decimals. Negative amounts need ``signed=True``. Raises ``BadAmount``.
    """
    amount = _parse(value, _text_of(value))
    if amount < 0 and not signed:
        raise BadAmount("negative", value, plain(-amount))
    if abs(amount) > MAX:
        raise BadAmount("too_large", value)
    return amount


def yuan(amount: int) -> str:
    """For people: 129900 -> "1,299.00", -5 -> "-0.05"."""
    return _spell(amount, ",")


def plain(amount: int) -> str:
    """For files and machines, without grouping: 129900 -> "1299.00"."""
    return _spell(amount, "")


def number(amount: int) -> float:
    """The number for a spreadsheet cell, in yuan.

    The nearest double of a twelve-digit decimal prints back as that decimal, so up to ``MAX`` nothing is lost.
    Beyond it ``BadAmount("too_large")``. Never calculate with the result.
    """
    if abs(_whole(amount)) > MAX:
        raise BadAmount("too_large", amount)
    return float(plain(amount))


def split(amount: int, weights: list[int]) -> list[int]:
    """Shares of ``amount`` in proportion to whole weights; they sum exactly to ``amount``.

    Largest remainder first, the earlier share wins a tie. Raises ``ValueError`` for a negative weight or no weight.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be zero or more and not all zero")
    if _whole(amount) < 0:
        return [-share for share in split(-amount, weights)]
    shares = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % total), place))
    for place in by_remainder[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def share(amount: int, numerator: int, denominator: int) -> int:
    """``amount * numerator / denominator`` to the nearest fen, half away from zero: a fee of 38/10000."""
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    product = _whole(amount) * numerator
    rounded = (2 * abs(product) + denominator) // (2 * denominator)
    return rounded if product >= 0 else -rounded


def chinese(amount: int) -> str:
    """The amount in capital Chinese numerals, as receipts need it (Payment and Settlement rules, appendix 1).

    Written to yuan or jiao it ends with the closing word "zheng", so nothing can be added; written to fen it does not.
    """
    sign = _MINUS if _whole(amount) < 0 else ""
    whole, jiao, cent = abs(amount) // 100, abs(amount) // 10 % 10, abs(amount) % 10
    text = _capital_whole(whole) + _YUAN if whole or not (jiao or cent) else ""
    if jiao:
        text += _DIGITS[jiao] + _JIAO
    elif cent and whole:
        text += _DIGITS[0]
    return sign + text + (_DIGITS[cent] + _FEN if cent else _ZHENG)


# Escaped, because Chinese stands in catalogues only: these are notation, never translated.
_DIGITS = "\u96f6\u58f9\u8d30\u53c1\u8086\u4f0d\u9646\u67d2\u634c\u7396"  # ling yi er san si wu liu qi ba jiu
_PLACES = ("", "\u62fe", "\u4f70", "\u4edf")  # ten, hundred, thousand
_GROUPS = ("", "\u4e07", "\u4ebf", "\u4e07\u4ebf")  # 10**4, 10**8, 10**12
_YUAN, _JIAO, _FEN, _ZHENG, _MINUS = "\u5143", "\u89d2", "\u5206", "\u6574", "\u8d1f"


def _text_of(value: object) -> str:
    if isinstance(value, str):
        return value.translate(_FULL_WIDTH).strip()
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise BadAmount("not_a_number", value)
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise BadAmount("not_a_number", value)
    # Compared before it is spelt out: Decimal("1E+999999999") would fill the memory.
    if exact > MAX or exact < -MAX:
        raise BadAmount("too_large", value)
    if exact.adjusted() < -_LONGEST_TEXT:
        raise BadAmount("too_many_decimals", value)
    return _without_float_tail(f"{exact:f}", value)


def _without_float_tail(text: str, value: object) -> str:
    return text.removesuffix(".0") if isinstance(value, float) else text


def _parse(value: object, text: str) -> int:
    if len(text) > _LONGEST_TEXT:
        raise BadAmount(_code_of_long(text), value)
    match = _AMOUNT.fullmatch(text)
    if not match or (match["sign"] and match["inner"]):
        raise _not_an_amount(value, text)
    part = match["part"] or ""
    if len(part) > 2:
        raise BadAmount("too_many_decimals", value, _two_decimals(match, part))
    amount = int(match["whole"].replace(",", "") + part.ljust(2, "0"))
    return -amount if match["sign"] or match["inner"] else amount


def _code_of_long(text: str) -> str:
    if not re.fullmatch(r"-?[0-9,.]+", text):
        return "not_a_number"
    return "too_many_decimals" if "." in text else "too_large"


def _two_decimals(match: re.Match[str], part: str) -> str | None:
    if part[2:].strip("0"):
        return None
    return f"{match['sign'] or match['inner']}{match['whole'].replace(',', '')}.{part[:2]}"


def _not_an_amount(value: object, text: str) -> BadAmount:
    bare = _UNIT.sub("", text).strip()
    if bare != text and (match := _AMOUNT.fullmatch(bare)) and len(match["part"] or "") <= 2:
        return BadAmount("unit", value, plain(_parse(value, bare)))
    return BadAmount("not_a_number", value)


def _whole(amount: int) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise TypeError(f"an amount is a whole number of fen, not {type(amount).__name__}")
    return amount


def _spell(amount: int, grouping: str) -> str:
    whole, cents = divmod(abs(_whole(amount)), 100)
    return f"{'-' if amount < 0 else ''}{whole:{grouping}}.{cents:02}"


def _capital_whole(whole: int) -> str:
    if whole == 0:
        return _DIGITS[0]
    digits = str(whole)
    text, zero_waits, group_used = "", False, False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            zero_waits = bool(text)
        else:
            text += (_DIGITS[0] if zero_waits else "") + _DIGITS[int(digit)] + _PLACES[place % 4]
            zero_waits, group_used = False, True
        if place % 4 == 0 and group_used:
            text, group_used = text + _GROUPS[place // 4], False
    return text
