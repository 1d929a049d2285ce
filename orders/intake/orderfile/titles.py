"""DOC-01: the columns of the client's order file, one row per goods item.

Order columns repeat on each row of an order and must agree. The linked order number and the slip's note belong to
returns and exchanges, which are rejected by their type until those flows exist; their titles are known and not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orders.intake.orderfile import cells
from orders.register.payways import NO_COLLECTION, wishes_written

ORDER, ITEM = "order", "item"

TYPES = {"送货": "delivery", "配送": "delivery"}
CATEGORIES = {
    "大家电": "large_appliance", "小家电": "small_appliance", "空调": "ac", "图书": "book", "配件": "accessory",
}  # fmt: skip


@dataclass(frozen=True)
class ColumnSpec:
    """One column. `read` makes the value of a filled cell; an empty one gives `empty`.

    `titled`: the file must have this column; `filled`: each row must have a value; `personal`: the value is never
    kept in a report; `longest`: what the database holds; `plain`: what reads as it stands, so that a whole column can
    be looked at in one go (a text always does).
    """

    field: str
    titles: tuple[str, ...]
    scope: str = ORDER
    read: Callable[[str], Any] = cells.text
    empty: object = ""
    titled: bool = False
    filled: bool = False
    personal: bool = False
    longest: int = 300
    plain: str = ""

    @property
    def title(self) -> str:
        return self.titles[0]


COLUMNS = (
    ColumnSpec(
        "order_no", ("订单号", "客户订单号"), read=cells.number, titled=True, filled=True, longest=40,
        plain=cells.NUMBER,
    ),
    ColumnSpec(
        "shipment_no", ("发货批次号", "批次号"), read=cells.number, titled=True, filled=True, longest=20,
        plain=cells.NUMBER,
    ),
    ColumnSpec("type", ("订单类型", "类型"), read=cells.word_of(lambda: TYPES), empty="delivery"),
    ColumnSpec("shipped_at", ("出货时间", "出仓时间"), read=cells.moment, empty=None),
    ColumnSpec("name", ("收货人", "收件人", "姓名"), titled=True, filled=True, personal=True, longest=60),
    ColumnSpec(
        "phone", ("电话1", "电话", "手机"), read=cells.phone, titled=True, filled=True, personal=True, longest=30,
        plain=cells.MOBILE,
    ),
    ColumnSpec("phone2", ("电话2", "备用电话"), read=cells.phone, personal=True, longest=30, plain=cells.MOBILE),
    ColumnSpec("province", ("省", "省份"), longest=40),
    ColumnSpec("city", ("市", "城市"), longest=40),
    ColumnSpec("district", ("区", "区县", "行政区"), longest=20),
    ColumnSpec("town", ("街道/镇", "街道", "镇", "乡镇"), personal=True, longest=60),
    ColumnSpec("address", ("详细地址", "地址", "收货地址"), titled=True, filled=True, personal=True),
    ColumnSpec("floor", ("楼层",), longest=10),
    ColumnSpec("has_lift", ("有无电梯", "电梯"), read=cells.yes_no, empty=None),
    ColumnSpec("upstairs", ("送货上楼", "送货上楼(Y/N)"), read=cells.yes_no, empty=False),
    ColumnSpec("doc_return", ("返单", "返单(Y/N)"), ITEM, cells.yes_no, empty=False),
    ColumnSpec("sku", ("商品编码", "商品编号", "SKU"), ITEM, longest=40),
    ColumnSpec("item", ("商品名称", "商品", "品名"), ITEM, titled=True, filled=True, longest=120),
    ColumnSpec("category", ("类别", "商品类别"), ITEM, cells.category_of(CATEGORIES, "other")),
    ColumnSpec("quantity", ("数量",), ITEM, cells.count, empty=1),
    ColumnSpec("pieces", ("件数",), ITEM, cells.count, empty=1),
    ColumnSpec("indoor", ("空调内机编码", "内机编码"), ITEM, longest=40),
    ColumnSpec("outdoor", ("空调外机编码", "外机编码"), ITEM, longest=40),
    ColumnSpec("declared_fen", ("声明价值",), ITEM, cells.amount, empty=0),
    ColumnSpec("share_fen", ("商品代收分摊", "代收分摊"), ITEM, cells.amount, empty=None),
    ColumnSpec("amount_fen", ("代收金额", "代收货款"), read=cells.amount, empty=0, titled=True),
    ColumnSpec("pay_mode", ("付款方式",), read=cells.word_of(wishes_written), empty=NO_COLLECTION, titled=True),
    ColumnSpec("wanted_window", ("期望送货时间",), longest=60),
    ColumnSpec("remarks", ("备注",), ITEM),
)  # fmt: skip
BY_FIELD = {column.field: column for column in COLUMNS}
KEY = ("order_no", "shipment_no")
TITLES = {column.field: column.titles for column in COLUMNS}
REQUIRED_TITLES = tuple(column.field for column in COLUMNS if column.titled)

# DOC-02 and DOC-03, in Chinese in either language: they go to the client and to the floor of the hub.
FAILED_WORKSHEET, REASON_TITLE = "待改行", "错误原因"
REPORT_WORKSHEET, REPORT_TITLES = "导入结果", ("行号", "订单号", "结果", "列", "原因", "建议")
BATCH_WORKSHEET = "订单批量打印"
BATCH_TITLES = (
    "序号", "运单号", "订单号", "区", "商品", "件数", "空调内机编码", "空调外机编码", "代收金额", "备注", "核对栏",
)  # fmt: skip
