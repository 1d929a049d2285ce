"""The words printed on paper, in the reader's language on a page.

Paper is always Chinese, because the client reads it; what was signed is kept as it was shown. A page in English reads
the same sheet through this table. A word that is not in it is shown as it stands: a name, a number, a remark.
"""

from django.utils.translation import get_language

ENGLISH = {
    # titles
    "货物签收单": "Acceptance sheet", "货物移交单": "Goods handover sheet", "签收单": "Signed receipt",
    "单证移交单": "Papers sheet", "退货移交单": "Return handover sheet", "移库单": "Area slip",
    "POS机领用单": "Terminal issue sheet",
    "POS机归还单": "Terminal return sheet", "司机派送明细和总金额": "Driver's detail and total",
    "代收款移交单": "COD handover sheet", "付款申请": "Payment request",
    # sides
    "仓管员": "Keeper", "承运商": "Carrier", "司机": "Driver", "收货人": "Recipient",
    "单证管理员": "Document administrator", "验收 仓管员": "Keeper accepts", "出纳": "Cashier", "财务": "Finance",
    # heads
    "日期": "Date", "时间": "Time", "平台": "Platform", "车次": "Run", "车牌": "Number plate", "应预授权": "To be held",
    "POS机号": "Terminal", "状况": "Condition", "截止": "Closed at", "当日账目校验": "Seal of the day",
    "上次账目校验": "Seal before", "对账周": "Week", "收款方": "Payee", "金额大写": "Amount in words",
    "到货日期": "Arrived on", "到达时间": "Arrived at", "卸完时间": "Unloaded at", "封条号": "Seal numbers",
    # columns
    "序": "No.", "序号": "No.", "站序": "Stop", "订单号": "Order", "运单号": "Waybill", "发货批次": "Shipment",
    "退货单号": "Return number", "区": "District", "区域": "Area", "商品": "Goods", "数量": "Quantity",
    "件数": "Pieces",
    "空调编码": "Air conditioner codes", "内/外机编码": "Unit codes", "代收金额": "To collect", "收款方式": "Paid by",
    "返单": "Receipt back", "单证": "Paper", "单证号": "Paper number",
    "返回原因": "Reason", "外包装情况": "Packaging",
    "附件": "Accessories", "检测报告": "Test report", "发票": "Invoice",
    "仓管验收": "Keeper's finding", "差异": "Difference",
    "结果": "Result", "应收": "Due", "更改后应收": "Due after change", "实收": "Collected", "方式": "Method",
    "小票号": "Slip", "计费单": "Billable", "金额": "Amount", "核销时间": "Written off at", "跨日": "Crossed midnight",
    "应到": "Expected", "实到": "Arrived", "封条": "Seal", "外包装": "Packaging", "标准条款": "Clause",
    "处理办法": "Decision", "卓越客服工号": "Client's staff number",
    "原库区": "Area before", "新库区": "Area after", "移往": "Moves to",
    # totals
    "单数": "Orders", "代收合计": "To collect in all", "已收代收款": "Collected", "POS小票": "POS slip",
    "客户卡": "Customer's card", "司机卡": "Driver's own card", "实收合计": "Collected in all", "小票张数": "Slips",
    "未收": "Not collected", "现金未刷卡": "Cash not yet swiped", "绑定金额": "Bound amount", "拒收金额": "Refused",
    "更改金额": "Changed amount", "派送单数": "Delivered", "计费单数": "Billable", "笔数": "Orders", "合计": "Total",
    "接收": "Accepted", "备注接收": "Accepted with a remark", "拒收": "Refused", "少货": "Missing", "多货": "Surplus",
    # cells
    "待检区": "Inspection", "正常区": "Normal", "退货区": "Returns", "残品区": "Defective", "破损": "Damaged",
    "待客户指示": "Waits for the client", "多货带回": "Surplus taken back",
    "无": "None", "有": "There", "是": "Yes", "否": "No", "刷卡": "Card", "现金": "Cash", "完好": "In good order",
    "电话拒收": "Refused by phone", "现场拒收": "Refused at the door", "无单证": "No papers", "妥投": "Delivered",
    "拒收已回": "Refused, brought back", "派送中": "Out for delivery", "已移交": "Handed over", "取消": "Cancelled",
    "未收款": "Not paid", "收现金未刷卡": "Cash not yet swiped", "待核销": "Pending",
}  # fmt: skip


def shown(word: str) -> str:
    """A printed word for the page: English when the page is in English and the word is known."""
    return ENGLISH.get(word, word) if get_language() == "en" else word
