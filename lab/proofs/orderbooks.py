"""Order workbooks of any length for the proofs of the import: 25 columns, the places of the fixture of part k."""

import io
import zipfile
from collections.abc import Iterator
from typing import IO, TypeAlias
from xml.sax.saxutils import escape

import xlsxwriter
from django.conf import settings

from core.workbooks import read_table
from core.workbooks.cells import column_letters
from orders.intake.orderfile.titles import BY_FIELD, TITLES
from orders.register.payways import BY_CARD, NO_COLLECTION

FIXTURE = "lab/simulation/data/F0-orders-2026-11-02.xlsx"
LEFT_OUT = {"phone2", "province", "share_fen", "wanted_window"}
FIELDS = tuple(name for name in BY_FIELD if name not in LEFT_OUT)
LETTERS = [(column_letters(place), name) for place, name in enumerate(FIELDS)]
LONG, SHEET = 100_000, "xl/worksheets/sheet1.xml"
TWO_ITEMS = 9  # every ninth order has a second item, as about one in nine of the fixture's orders
COLLECTED = 7  # every seventh order is collected at the door, as in the fixture (19 of 133 rows)
AIR = 12

FieldValues: TypeAlias = dict[str, str | int]  # a row by field


def orderbook_write(path: str | IO[bytes], *, rows: int, prefix: str = "P", day: str = "2026-11-01") -> None:
    """Write a workbook with this many rows of whole orders to `path` (or a binary file).

    Each order's number begins with `prefix`; `day` is that of the ship-out. More than LONG rows are written as text,
    because xlsxwriter takes minutes for a million.
    """
    if rows > LONG:
        _long_write(path, rows=rows, prefix=prefix, day=day)
        return
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, [TITLES[name][0] for name in FIELDS])
    for number, cells in enumerate(orderbook_rows(rows=rows, prefix=prefix, day=day), 1):
        page.write_row(number, 0, [cells[name] for name in FIELDS])
    book.close()


def _long_write(path: str | IO[bytes], *, rows: int, prefix: str, day: str) -> None:
    """The same workbook: that of no rows, and the rows put into its sheet."""
    empty = io.BytesIO()
    orderbook_write(empty, rows=0)
    with zipfile.ZipFile(empty) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in set(made.namelist()) - {SHEET}:
            package.writestr(name, made.read(name))
        head, end, tail = made.read(SHEET).partition(b"</sheetData>")
        with package.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(head)
            for number, cells in enumerate(orderbook_rows(rows=rows, prefix=prefix, day=day), 2):
                sheet.write(_row_xml(number, cells).encode())
            sheet.write(end + tail)


def _row_xml(number: int, cells: FieldValues) -> str:
    made = (
        f'<c r="{letters}{number}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{letters}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for letters, name in LETTERS
        if (value := cells[name]) != ""
    )
    return f'<row r="{number}">{"".join(made)}</row>'


def orderbook_rows(*, rows: int, prefix: str = "P", day: str = "2026-11-01") -> Iterator[FieldValues]:
    """The rows by field."""
    places, made, number = _places(), 0, 0
    while made < rows:
        number += 1
        items = 2 if number % TWO_ITEMS == 0 and made + 1 < rows else 1
        for item in range(items):
            yield _row(number, item, prefix, day, places[number % len(places)])
        made += items


def _places() -> list[list[str]]:
    titles = [TITLES[name][0] for name in ("district", "town", "address", "item", "sku", "category")]
    table = read_table(settings.BASE_DIR / FIXTURE, filename="F0.xlsx", header_titles=tuple(titles))
    spots = [table.header.index(title) for title in titles]
    rows = [[row.cells[spot] for spot in spots] for row in table.rows]
    islands = "\u5d07\u660e"
    return [row for row in rows if row[2] and not row[0].startswith(islands)]


def _row(number: int, item: int, prefix: str, day: str, place: list[str]) -> FieldValues:
    district, town, address, name, sku, category = place
    air, collected = number % AIR == 0, number % COLLECTED == 0
    return {
        "order_no": f"{prefix}{number:09d}",
        "shipment_no": "S1",
        "type": "\u9001\u8d27",
        "shipped_at": f"{day} {18 + number % 6}:{number % 60:02d}",
        "name": f"\u5ba2\u6237{number}",
        "phone": f"13{number:09d}",
        "city": "\u4e0a\u6d77\u5e02",
        "district": district,
        "town": town,
        "address": f"{address}{number}\u5ba4",
        "floor": str(number % 30 + 1),
        "has_lift": "\u6709",
        "upstairs": "N",
        "doc_return": "N",
        "sku": f"{sku}-{item}",
        "item": name,
        "category": category,
        "quantity": 1,
        "pieces": 2 if air else 1,
        "indoor": f"NJ{number:08d}" if air and not item else "",
        "outdoor": f"WJ{number:08d}" if air and not item else "",
        "declared_fen": 1299 + number % 500,
        "amount_fen": 1299 + number % 500 if collected else "",
        "pay_mode": (BY_CARD if collected else NO_COLLECTION).printed,
        "remarks": "",
    }
