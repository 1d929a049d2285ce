"""Order workbooks for tests."""

import io

import openpyxl

from orders.intake.orderfile.titles import COLUMNS

TITLES = [column.title for column in COLUMNS]
ROW = {
    "订单号": "A1",
    "发货批次号": "S1",
    "订单类型": "送货",
    "出货时间": "2026-11-01 22:00",
    "收货人": "王女士",
    "电话1": "13812345678",
    "区": "嘉定区",
    "街道/镇": "安亭镇",
    "详细地址": "安亭路1号101室",
    "商品编码": "B1",
    "商品名称": "电视",
    "数量": 1,
    "件数": 1,
    "付款方式": "无",
}


def row(**changes):
    """A good row with changes by title."""
    return ROW | changes


def book(*rows, titles=None):
    """The bytes of an order workbook; `rows` by title."""
    titles = titles or list(dict.fromkeys([*TITLES, *(title for cells in rows for title in cells)]))
    workbook = openpyxl.Workbook(write_only=False)
    workbook.active.append(titles)
    for cells in rows:
        workbook.active.append([cells.get(title) for title in titles])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
