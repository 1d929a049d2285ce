"""The words printed on paper, in the reader's language on a page.

Paper is always Chinese, because the client reads it; what was signed is kept as it was shown. A page in English reads
the same sheet through these tables: the words that several papers share stand here, the others beside the paper that
prints them or with the code that has them. A word that is in none is shown as it stands: a name, a number, a remark.
"""

from functools import cache

from django.utils.translation import get_language

from core.codes import Catalogue
from core.rooms import modules

ENGLISH = {
    "仓管员": "Keeper", "司机": "Driver", "收货人": "Recipient", "单证管理员": "Document administrator",
    "验收 仓管员": "Keeper accepts", "出纳": "Cashier", "财务": "Finance", "日期": "Date", "时间": "Time",
    "平台": "Platform", "车次": "Run", "车牌": "Number plate", "POS机号": "Terminal", "序号": "No.",
    "订单号": "Order", "运单号": "Waybill", "区": "District", "商品": "Goods", "数量": "Quantity",
    "件数": "Pieces", "空调编码": "Air conditioner codes", "代收金额": "To collect", "收款方式": "Way of payment",
    "返单": "Receipt back", "结果": "Result", "方式": "Method", "小票号": "Slip", "金额": "Amount",
    "单数": "Orders", "合计": "Total", "拒收": "Refused", "无": "None",
    "是": "Yes", "否": "No", "电话拒收": "Refused by phone",
    "现场拒收": "Refused at the door",
}  # fmt: skip
NAMED = {"客服工号": "Client's staff number"}  # behind what papers call the client


@cache
def english() -> dict[str, str]:
    """{Chinese word on paper: the English one} of all codes and of the tables of all rooms."""
    words = {code.printed: code.label for codes in Catalogue.every for code in codes if code.printed}
    tables = [getattr(module, "ENGLISH", {}) for name in ("exports", "titles") for module in modules(name)]
    return words | {word: text for table in tables for word, text in table.items()}


def shown(word: str) -> str:
    """A printed word for the page: English when the page is in English and the word is known."""
    return _english(word) if get_language() == "en" else word


def _english(word: str) -> str:
    named = next((text for ending, text in NAMED.items() if word.endswith(ending)), word)
    return english().get(word, named)
