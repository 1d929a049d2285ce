"""Words of the files that outsiders send: column titles and what cells say. These files are always Chinese."""

ORDERS_WORKSHEET, BANK_WORKSHEET, STATEMENT_WORKSHEET = "订单", "到账明细", "对账单"

# DOC-01
ORDER = {
    "order_no": "订单号", "shipment_no": "发货批次号", "type": "订单类型", "linked": "关联订单号",
    "shipped_at": "出货时间", "name": "收货人", "phone": "电话1", "phone2": "电话2",
    "province": "省", "city": "市", "district": "区", "town": "街道/镇",
    "address": "详细地址", "floor": "楼层", "lift": "有无电梯", "upstairs": "送货上楼",
    "paper": "返单", "sku": "商品编码", "item": "商品名称", "category": "类别",
    "quantity": "数量", "pieces": "件数", "indoor": "空调内机编码", "outdoor": "空调外机编码",
    "worth": "声明价值", "share": "商品代收分摊", "amount": "代收金额", "pay": "付款方式",
    "wanted": "期望送货时间", "slip_note": "退换货单说明", "remarks": "备注",
}  # fmt: skip
# DOC-15 and DOC-16
BANK = ("入账日期", "交易日期", "终端号", "参考号", "金额", "手续费")
STATEMENT = ("订单号", "派送日期", "代收金额", "收款状态")
COLLECTED = "已收款"

DELIVERY, PROVINCE, CITY, LIFT, NO_LIFT = "送货", "上海", "上海市", "有", "无"
AIR_CONDITIONER = "空调"
ADDRESS = "{road}{number}弄{house}号{room}室"
