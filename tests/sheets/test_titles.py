"""The words on paper, read by people who have the page in English."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from sheets.kinds import sheet_kinds
from sheets.titles import english, shown

BUILDERS = [
    "dispatch/handover/exports.py",
    "dispatch/doorstep/exports.py",
    "returns/evening/exports.py",
    "cod/pos/exports.py",
    "cod/totals/exports.py",
    "cod/sheet23/exports.py",
    "cod/bank/exports.py",
]
# Workbooks and not sheets, whoever reads the page; the marks of a unit; parts of a counted total.
NOT_ON_A_SHEET = {
    "入账日期", "交易日期", "终端号", "参考号", "手续费", "匹配结果", "到账结果", "相符", "金额少", "金额多",
    "无此交易", "挂账交易", "内", "外", " 小计 ", " 笔", "合计 ", "待核销 ",
}  # fmt: skip


def printed(name):
    tree = ast.parse((Path(settings.BASE_DIR) / name).read_text("utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if re.search("[\u4e00-\u9fff]", word)} - NOT_ON_A_SHEET


@pytest.mark.parametrize("name", BUILDERS)
def test_every_word_that_a_sheet_prints_has_its_english(name):
    assert printed(name) - set(english()) == set()


def test_every_kind_of_sheet_and_every_side_has_its_english():
    names = {kind.printed for kind in sheet_kinds} | {side.label for kind in sheet_kinds for side in kind.sides}
    assert names - set(english()) == set()


def test_paper_stays_chinese_and_a_page_in_english_is_english():
    with override("zh-hans"):
        assert shown("仓管员") == "仓管员"
    with override("en"):
        assert shown("仓管员") == "Keeper" and shown("李师傅") == "李师傅"
