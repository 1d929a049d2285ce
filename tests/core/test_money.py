"""Money is whole fen; nothing is lost on the way in, on the way out, or when it is divided."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import money
from core.money import BadAmount

AMOUNTS = st.integers(-money.MAX, money.MAX)


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("1299", 129900),
        ("1,299.00", 129900),
        ("¥1,299.00", 129900),
        ("¥1,299.00", 129900),
        ("1299.5", 129950),
        ("１，２９９．００", 129900),
        (" 0.01 ", 1),
        ("0", 0),
        ("1299\u00a0", 129900),
        ("¥ 12", 1200),
        (1299, 129900),
        (Decimal("12.50"), 1250),
        (Decimal("1E+2"), 10000),
        (12.34, 1234),
        (12.0, 1200),
        (0.0, 0),
        ("9,999,999,999.99", money.MAX),
    ],
)
def test_an_amount_is_read(given_value, expected):
    assert money.fen(given_value) == expected


@pytest.mark.parametrize(
    ("given_value", "code", "suggestion"),
    [
        ("1,299元", "unit", "1299.00"),
        ("1299.5 元整", "unit", "1299.50"),
        ("RMB 88", "unit", "88.00"),
        ("人民币88元", "unit", "88.00"),
        ("1.2万", "not_a_number", None),
        ("十二", "not_a_number", None),
        ("", "not_a_number", None),
        (None, "not_a_number", None),
        (True, "not_a_number", None),
        ("12,99", "not_a_number", None),
        ("1,2999", "not_a_number", None),
        ("1.", "not_a_number", None),
        (".5", "not_a_number", None),
        ("1e3", "not_a_number", None),
        ("1²", "not_a_number", None),
        ("--1", "not_a_number", None),
        ("-¥-1", "not_a_number", None),
        ("1_000", "not_a_number", None),
        ("=1+1", "not_a_number", None),
        ("٣", "not_a_number", None),
        ("12\n13", "not_a_number", None),
        (float("nan"), "not_a_number", None),
        (float("-inf"), "not_a_number", None),
        (Decimal("NaN"), "not_a_number", None),
        (Decimal("sNaN"), "not_a_number", None),
        ("12.345", "too_many_decimals", None),
        ("1,012.340", "too_many_decimals", "1012.34"),
        (0.1 + 0.2, "too_many_decimals", None),
        (Decimal("0.001"), "too_many_decimals", None),
        (1e-300, "too_many_decimals", None),
        ("-1", "negative", "1.00"),
        (-1, "negative", "1.00"),
        ("10,000,000,000.00", "too_large", None),
        (10**4000, "too_large", None),
        (1e300, "too_large", None),
        (Decimal("1E+999999999"), "too_large", None),
        ("9" * 50, "too_large", None),
        ("x" * 50, "not_a_number", None),
    ],
)
def test_a_value_that_is_not_plainly_an_amount_is_refused(given_value, code, suggestion):
    with pytest.raises(BadAmount) as refusal:
        money.fen(given_value)
    assert (refusal.value.code, refusal.value.suggestion) == (code, suggestion)
    assert len(str(refusal.value)) < 100


def test_a_refund_line_may_be_negative_when_asked():
    assert money.fen("-1,299.00", signed=True) == money.fen("¥-1,299.00", signed=True) == -129900


@given(AMOUNTS)
def test_what_is_printed_reads_back(amount):
    assert money.fen(money.yuan(amount), signed=True) == amount
    assert money.fen(money.plain(amount), signed=True) == amount
    assert money.fen(money.number(amount), signed=True) == amount
    assert money.fen(f"{money.number(amount):.15g}", signed=True) == amount


@given(st.text(alphabet="0123456789.,-¥元 ０１．，e+", max_size=45) | st.floats() | st.decimals() | st.integers())
def test_any_input_is_an_amount_or_a_refusal(value):
    try:
        assert 0 <= money.fen(value) <= money.MAX
    except BadAmount as refusal:
        if refusal.suggestion and refusal.code != "negative":
            money.fen(refusal.suggestion, signed=True)


def test_a_fraction_of_a_fen_cannot_be_printed():
    for print_it in (money.yuan, money.plain, money.chinese, money.number):
        with pytest.raises(TypeError):
            print_it(12.5)
    with pytest.raises(BadAmount):
        money.number(money.MAX + 1)


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any))
def test_shares_sum_exactly_and_miss_their_proportion_by_less_than_a_fen(amount, weights):
    shares = money.split(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount * weight) < sum(weights)


def test_shares_of_ten_yuan():
    assert money.split(1000, [1, 1, 1]) == [334, 333, 333]
    assert money.split(-1000, [1, 1, 1]) == [-334, -333, -333]
    assert money.split(5, [0, 3, 0]) == [0, 5, 0]
    for weights in ([], [0, 0], [3, -1]):
        with pytest.raises(ValueError):
            money.split(1, weights)


def test_a_fee_is_rounded_to_the_nearest_fen():
    assert money.share(129900, 38, 10000) == 494  # 493.62
    assert [money.share(amount, 1, 2) for amount in (1, 3, -1, -3)] == [1, 2, -1, -2]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (129900, "壹仟贰佰玖拾玖元整"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (1000, "壹拾元整"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (10000000, "壹拾万元整"),
        (1000010000, "壹仟万零壹佰元整"),
        (10000000000, "壹亿元整"),
        (10000000100, "壹亿零壹元整"),
        (10100000, "壹拾万零壹仟元整"),
        (-100, "负壹元整"),
        (money.MAX, "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_the_capital_amount_of_a_receipt(amount, text):
    assert money.chinese(amount) == text


@given(AMOUNTS)
def test_the_capital_amount_means_the_same_amount(amount):
    assert _value_of(money.chinese(amount)) == amount
    assert "零零" not in money.chinese(amount)


DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _value_of(text):
    sign, text = (-1, text[1:]) if text.startswith("负") else (1, text)
    whole, _, part = text.rpartition("元")
    jiao, _, cent = part.rstrip("整").rpartition("角")
    return sign * (_whole_value(whole) * 100 + _group_value(jiao) * 10 + _group_value(cent.rstrip("分")))


def _whole_value(text):
    hundred_millions, _, text = text.rpartition("亿")
    ten_thousands, _, units = text.rpartition("万")
    return _group_value(hundred_millions) * 10**8 + _group_value(ten_thousands) * 10**4 + _group_value(units)


def _group_value(text):
    total = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        else:
            total, digit = total + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
    return total + digit
